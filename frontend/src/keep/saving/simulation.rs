//! Two windows, one server and a bad connection: whatever is lost on the way, nothing typed is.

use super::*;

/// What happens to a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Answered,
    AnswerLost,
    Lost,
    Silent,
}

#[derive(Clone)]
struct Draft {
    content: Content,
    revision: i64,
    window: Uuid,
    sequence: i64,
}

struct World {
    windows: [(Saving, Content, Option<Millis>); 2],
    server: Option<Draft>,
    answers: Vec<(Millis, usize, Event)>,
    now: Millis,
    random: u64,
    is_calm: bool,
}

impl World {
    fn new(seed: u64) -> Self {
        let window = |number: u128| {
            (Saving::new(Uuid::from_u128(number), Content::default(), None), Content::default(), None)
        };
        let windows = [window(1), window(2)];
        Self { windows, server: None, answers: Vec::new(), now: 0, random: seed * 2 + 1, is_calm: false }
    }

    fn roll(&mut self, sides: u64) -> u64 {
        self.random =
            self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33) % sides
    }

    fn fate(&mut self) -> Fate {
        if self.is_calm {
            return Fate::Answered;
        }
        [Fate::Answered, Fate::Answered, Fate::Answered, Fate::AnswerLost, Fate::Lost, Fate::Silent]
            [self.roll(6) as usize]
    }

    /// Types into a field; each window has two of its own, and both share one.
    fn type_somewhere(&mut self, of: usize, value: i64) {
        let field = match self.roll(3) {
            0 => "shared".to_owned(),
            number => format!("{of}-{number}"),
        };
        let content = &mut self.windows[of].1;
        // Few values, so that some are typed back to what was there before.
        content.answers.insert(field, (value % 3).into());
        let content = content.clone();
        self.tell(of, Event::Changed(content));
        if self.roll(2) == 0 {
            self.tell(of, Event::Left);
        }
    }

    fn tell(&mut self, of: usize, event: Event) {
        self.windows[of].2 = None;
        let effects = self.windows[of].0.on(event, self.now);
        for effect in effects {
            match effect {
                Effect::Wake(after) => self.windows[of].2 = Some(self.now + after),
                Effect::Send(sending) => self.send(of, *sending),
                Effect::Fetch => self.fetch(of),
                Effect::Show(content) => self.windows[of].1 = *content,
                Effect::Overtaken(version) => panic!("nobody submitted {version}"),
            }
        }
    }

    fn send(&mut self, of: usize, sending: Sending) {
        let fate = self.fate();
        let sequence = sending.sequence;
        let mut answer = Event::Refused { sequence, why: Failure::Network };
        if matches!(fate, Fate::Answered | Fate::AnswerLost) {
            let put = self.put(Uuid::from_u128(of as u128 + 1), sending);
            if fate == Fate::Answered {
                answer = match put {
                    Some(revision) => Event::Saved(Receipt {
                        sequence,
                        revision,
                        form_version: None,
                        saved_at: DateTime::UNIX_EPOCH,
                    }),
                    None => Event::Refused { sequence, why: Failure::Stale },
                };
            }
        }
        if fate != Fate::Silent {
            let at = self.now + 20 + self.roll(400) as i64;
            self.answers.push((at, of, answer));
        }
    }

    /// The server's rule, as the repository of drafts has it.
    fn put(&mut self, window: Uuid, sending: Sending) -> Option<i64> {
        let is_welcome = match &self.server {
            None => sending.revision.is_none(),
            Some(draft) => {
                let is_own = draft.window == window && draft.sequence < sending.sequence;
                is_own || sending.revision == Some(draft.revision)
            }
        };
        let revision = self.server.as_ref().map_or(1_000, |draft| draft.revision + 1);
        is_welcome.then(|| {
            let (content, sequence) = (sending.content, sending.sequence);
            self.server = Some(Draft { content, revision, window, sequence });
            revision
        })
    }

    fn fetch(&mut self, of: usize) {
        let answer = match self.fate() {
            Fate::Answered => Event::Found(self.server.clone().map(|draft| Found {
                content: draft.content,
                revision: draft.revision,
                window: Some(draft.window),
                form_version: None,
            })),
            _ => Event::FoundNothing(Failure::Network),
        };
        let at = self.now + 20 + self.roll(100) as i64;
        self.answers.push((at, of, answer));
    }

    /// Lets time pass to the next thing that happens by itself; false when there is none.
    fn pass(&mut self) -> bool {
        let answer = (0..self.answers.len()).min_by_key(|index| self.answers[*index].0);
        let wake = (0..2).filter_map(|of| Some((self.windows[of].2?, of))).min();
        match (answer, wake) {
            (Some(index), wake) if wake.is_none_or(|(at, _)| self.answers[index].0 <= at) => {
                let (at, of, event) = self.answers.remove(index);
                self.now = self.now.max(at);
                let timer = self.windows[of].2;
                self.tell(of, event);
                // An event that asks for no other time leaves the one that was asked for.
                self.windows[of].2 = self.windows[of].2.or(timer);
            }
            (_, Some((at, of))) => {
                self.now = self.now.max(at);
                self.tell(of, Event::Woke);
            }
            _ => return false,
        }
        true
    }
}

#[test]
fn nothing_typed_is_lost_by_two_windows_with_a_bad_connection() {
    for seed in 0..2_000 {
        let mut world = World::new(seed);
        for value in 0..40 {
            let of = world.roll(2) as usize;
            match world.roll(8) {
                0 => world.tell(of, Event::Leaving),
                1 => world.tell(of, Event::Asked),
                2 => world.tell(of, Event::Online),
                _ => world.type_somewhere(of, value),
            }
            for _ in 0..world.roll(4) {
                world.pass();
            }
        }
        world.is_calm = true;
        let mut steps = 0;
        while world.pass() {
            steps += 1;
            assert!(steps < 2_000, "{seed}: the windows never come to rest");
        }
        let kept = world.server.clone().unwrap().content.answers;
        for (of, (saving, content, _)) in world.windows.iter().enumerate() {
            assert!(!saving.is_dirty(), "{seed}: window {of} has unsaved text");
            for (field, value) in
                content.answers.iter().filter(|(field, _)| field.starts_with(&of.to_string()))
            {
                assert_eq!(kept.get(field), Some(value), "{seed}: {field} of window {of}");
            }
        }
    }
}
