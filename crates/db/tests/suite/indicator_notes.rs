//! Comments, aims and baselines: how many there can be, and what the log tells of them.

use db::Error;
use db::rights::{AnnotateIndicators, ReviewDefinitions};
use domain::access::Role;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, end, now, start};
use crate::on_both_engines;

const INDICATOR: &str = "smokefree";

/// Two hundred rows of a table, of which the first column after who noted it is a key.
async fn fill(fixture: &Fixture, table: &str) {
    let rows = (0..200_u128).map(|number| {
        let day = format!("{:04}-01-01", 1900 + number);
        let id = uuid::Uuid::from_u128(number);
        let id = if fixture.postgres.is_some() { format!("'{id}'") } else { format!("x'{}'", id.simple()) };
        let (columns, values) = match table {
            "indicator_comment" => ("id, on_day, text", format!("{id}, '{day}', 'Nyt hold'")),
            _ => ("from_day, reason", format!("'{day}', 'Ny plan'")),
        };
        let noted_by = if fixture.postgres.is_some() { "gen_random_uuid()" } else { "randomblob(16)" };
        format!(
            "INSERT INTO {table} (municipality, programme, indicator, noted_by, noted_name, noted_at, {columns}) \
             VALUES ('{SILKEBORG}', '{PROGRAMME}', '{INDICATOR}', {noted_by}, 'Bo', '2026-01-01T00:00:00Z', {values});"
        )
    });
    fixture.tamper(&rows.collect::<String>()).await;
}

on_both_engines! {
    async fn an_indicator_has_only_so_many_comments_and_baselines(fixture: Fixture) {
        let day = "2026-05-01".parse().unwrap();
        let coordinator = fixture.caller::<AnnotateIndicators>(Role::Coordinator, SILKEBORG).await;
        let notes = fixture.db.indicator_notes(&coordinator);
        let first = notes.comment(PROGRAMME, "walk", (day, "Nyt hold"), now()).await.unwrap();
        fill(&fixture, "indicator_comment").await;
        fill(&fixture, "indicator_baseline").await;
        let comment = notes.comment(PROGRAMME, INDICATOR, (day, "Et til"), now()).await;
        assert!(matches!(comment, Err(Error::Conflict("too_many_notes"))), "{comment:?}");
        let baseline = notes.begin_baseline(PROGRAMME, INDICATOR, (day, "Ny plan"), now()).await;
        assert!(matches!(baseline, Err(Error::Conflict("too_many_notes"))), "{baseline:?}");
        notes.comment(PROGRAMME, "walk", (day, "Et til"), now()).await.unwrap();
        notes.remove_comment(PROGRAMME, "walk", first.id).await.unwrap();
        let neighbour = fixture.caller::<AnnotateIndicators>(Role::Coordinator, VIBORG).await;
        fixture.db.indicator_notes(&neighbour).comment(PROGRAMME, INDICATOR, (day, "Her"), now()).await.unwrap();
        let refused = "SELECT action FROM access_log WHERE result = 'refused' ORDER BY seq";
        assert_eq!(fixture.look(refused).await, ["indicator.comment", "indicator.begin_baseline"]);
    }

    async fn the_log_tells_which_note_and_what_an_aim_was(fixture: Fixture) {
        let (from, due) = ("2026-01-01".parse().unwrap(), "2027-12-31".parse().unwrap());
        let coordinator = fixture.caller::<AnnotateIndicators>(Role::Coordinator, SILKEBORG).await;
        let notes = fixture.db.indicator_notes(&coordinator);
        let comment = notes.comment(PROGRAMME, INDICATOR, (from, "Hemmelig tekst"), now()).await.unwrap();
        notes.remove_comment(PROGRAMME, INDICATOR, comment.id).await.unwrap();
        notes.set_aim(PROGRAMME, INDICATOR, (80, from, due), now()).await.unwrap();
        notes.set_aim(PROGRAMME, INDICATOR, (70, from, due), now()).await.unwrap();
        notes.remove_aim(PROGRAMME, INDICATOR).await.unwrap();
        notes.begin_baseline(PROGRAMME, INDICATOR, (from, "Ny plan"), now()).await.unwrap();
        let log = fixture.look(
            "SELECT action || ' ' || object_id || coalesce(' ' || criterion, '') FROM access_log \
             WHERE object_kind = 'indicator' ORDER BY seq"
        ).await;
        let id = comment.id;
        assert_eq!(log, [
            format!("indicator.comment hjertekom/smokefree/comments/{id}"),
            format!("indicator.remove_comment hjertekom/smokefree/comments/{id}"),
            "indicator.set_aim hjertekom/smokefree/aim 80 % 2026-01-01 2027-12-31".to_owned(),
            "indicator.set_aim hjertekom/smokefree/aim 70 % 2026-01-01 2027-12-31".to_owned(),
            "indicator.remove_aim hjertekom/smokefree/aim".to_owned(),
            "indicator.begin_baseline hjertekom/smokefree/baselines/2026-01-01".to_owned(),
        ]);
    }

    async fn what_is_settled_is_told_of_every_indicator_at_once(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        fixture.submit(&course, "end", end()).await;
        let (from, due) = ("2026-01-01".parse().unwrap(), "2027-12-31".parse().unwrap());
        for municipality in [SILKEBORG, VIBORG] {
            let coordinator = fixture.caller::<AnnotateIndicators>(Role::Coordinator, municipality).await;
            let notes = fixture.db.indicator_notes(&coordinator);
            let percent = if municipality == SILKEBORG { 80 } else { 10 };
            notes.set_aim(PROGRAMME, INDICATOR, (percent, from, due), now()).await.unwrap();
        }
        let coordinator = fixture.caller::<AnnotateIndicators>(Role::Coordinator, SILKEBORG).await;
        let notes = fixture.db.indicator_notes(&coordinator);
        notes.begin_baseline(PROGRAMME, "diet", (from, "Ny plan"), now()).await.unwrap();
        notes.set_aim(PROGRAMME, "not_defined_any_more", (80, from, due), now()).await.unwrap();
        let admin = fixture.caller::<ReviewDefinitions>(Role::MunicipalAdmin, SILKEBORG).await;
        let programme = fixture.db.catalogue().current(PROGRAMME).unwrap().clone();
        let settings = fixture.db.indicators(&admin).settings(&programme).await.unwrap();
        assert_eq!(settings.keys().collect::<Vec<_>>(), ["diet", INDICATOR]);
        let (diet, smokefree) = (&settings["diet"], &settings[INDICATOR]);
        assert_eq!(smokefree.aim.as_ref().map(|aim| aim.percent), Some(80));
        assert_eq!(smokefree.months.values().map(|tally| tally.fulfilled).sum::<i64>(), 1);
        assert_eq!((diet.aim.as_ref(), diet.months.len()), (None, 0), "without an aim there is nothing to judge");
        assert_eq!(diet.baselines[0].reason, "Ny plan");
    }
}
