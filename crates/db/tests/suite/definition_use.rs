//! How much a municipality uses the versions of a definition.

use db::FormUse;
use db::rights::ReviewDefinitions;
use domain::access::Role;

use crate::fixture::{Fixture, PROGRAMME, SILKEBORG, VIBORG, end, start};
use crate::on_both_engines;

async fn used(fixture: &Fixture, municipality: &str) -> Vec<FormUse> {
    let caller = fixture.caller::<ReviewDefinitions>(Role::MunicipalAdmin, municipality).await;
    fixture.db.definition_use(&caller).of(PROGRAMME).await.unwrap()
}

on_both_engines! {
    async fn a_form_is_counted_once_per_course_and_version_in_the_own_municipality(fixture: Fixture) {
        assert_eq!(used(&fixture, SILKEBORG).await, []);
        for number in 0..2 {
            let course = fixture.course(SILKEBORG, number).await;
            fixture.submit(&course, "start", start()).await;
            if number == 0 {
                fixture.submit(&course, "end", end()).await;
            }
        }
        let form = |form: &str, courses| FormUse { form: form.into(), definition: "2026.1".into(), courses };
        assert_eq!(used(&fixture, SILKEBORG).await, [form("end", 1), form("start", 2)]);
        assert_eq!(used(&fixture, VIBORG).await, []);
    }
}
