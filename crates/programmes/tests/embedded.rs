//! The definitions that ship with the product.

#[test]
fn the_embedded_definitions_pass_every_check() {
    let loaded = match programmes::load_embedded() {
        Ok(loaded) => loaded,
        Err(error) => panic!("{error}"),
    };
    let hjertekom = loaded.iter().find(|loaded| loaded.programme.id == "hjertekom").unwrap();
    let forms: Vec<_> = hjertekom.programme.forms.iter().map(|form| form.id.as_str()).collect();
    assert_eq!(forms, ["referral", "start", "end", "followup", "followup_6m", "followup_12m"]);
    let sets: Vec<_> = hjertekom.programme.sets.iter().map(|set| set.id.as_str()).collect();
    assert_eq!(sets, ["hjertekom", "product", "dhrd_2023", "dhrd_2015"]);
    let of = |set| hjertekom.programme.indicators_of(set).count();
    assert_eq!(sets.iter().map(|set| of(set)).collect::<Vec<_>>(), [6, 11, 13, 13]);
    let indicators: Vec<_> = hjertekom.programme.own_indicators().map(|i| i.id.as_str()).collect();
    assert_eq!(
        indicators,
        ["persistence", "sessions80", "capacity10", "smokefree", "diet", "depression_end"]
    );
    assert!(hjertekom.counted.examples >= 250, "{:?}", hjertekom.counted);
}

/// Every text of a definition, Danish and English.
fn texts(value: &serde_json::Value, found: &mut Vec<(String, String)>) {
    match value {
        serde_json::Value::Object(object) => {
            if let Some((da, en)) =
                object.get("da").and_then(|da| Some((da.as_str()?, object.get("en")?.as_str()?)))
            {
                found.push((da.to_owned(), en.to_owned()));
            }
            object.values().for_each(|value| texts(value, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|value| texts(value, found)),
        _ => {}
    }
}

#[test]
fn no_line_parts_a_number_from_its_per_cent() {
    let catalogue = programmes::embedded().unwrap();
    let programme = serde_json::to_value(catalogue.current("hjertekom").unwrap().as_ref()).unwrap();
    let mut found = Vec::new();
    texts(&programme, &mut found);
    let with_number = |text: &str| -> Vec<char> {
        let ends = text.match_indices('%').map(|(at, _)| text.split_at(at).0.chars().next_back());
        ends.flatten().collect()
    };
    let danish: Vec<char> = found.iter().flat_map(|(da, _)| with_number(da)).collect();
    assert!(danish.len() > 20, "{}", danish.len());
    for (da, en) in &found {
        assert!(with_number(da).iter().all(|before| *before == '\u{a0}'), "{da}");
        assert!(with_number(en).iter().all(|before| before.is_ascii_digit()), "{en}");
    }
}

#[test]
fn everything_that_can_be_planned_has_its_code_in_the_national_lists() {
    let catalogue = programmes::embedded().unwrap();
    let planning = &catalogue.current("hjertekom").unwrap().planning;
    // KL's guide to reporting of § 119 has twenty states, fourteen interventions and three delivery types.
    assert_eq!(
        (planning.conditions.len(), planning.interventions.len(), planning.deliveries.len()),
        (20, 14, 3)
    );
    let of_interviews = planning.interventions.iter().filter(|known| !known.within_course).count();
    assert_eq!(of_interviews, 3, "only the three interviews stand outside a course");
    let codings = planning.conditions.iter().map(|known| &known.codings);
    let codings = codings.chain(planning.interventions.iter().map(|known| &known.codings));
    let codings = codings.chain(planning.deliveries.iter().map(|known| &known.codings));
    let mut codes: Vec<_> = codings.map(|codings| codings[0].code.as_str()).collect();
    assert!(codes.iter().all(|code| code.len() == 36));
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 37, "no code stands for two things");
}

#[test]
fn a_definition_that_travelled_counts_its_worked_examples_as_before() {
    for loaded in programmes::load_embedded().unwrap() {
        let wire = serde_json::to_string(&loaded.programme).unwrap();
        let read: domain::programme::Programme = serde_json::from_str(&wire).unwrap();
        for indicator in &read.indicators {
            for (place, example) in indicator.examples.iter().enumerate() {
                let found = example.run(&read, indicator);
                assert_eq!(found, Ok(example.expect), "example {place} of {}", indicator.id);
            }
        }
    }
}
