//! The definitions that ship with the product.

#[test]
fn the_embedded_definitions_pass_every_check() {
    let loaded = match programmes::load_embedded() {
        Ok(loaded) => loaded,
        Err(error) => panic!("{error}"),
    };
    let hjertekom = loaded.iter().find(|loaded| loaded.programme.id == "hjertekom").unwrap();
    let forms: Vec<_> = hjertekom.programme.forms.iter().map(|form| form.id.as_str()).collect();
    assert_eq!(forms, ["referral", "start", "end", "followup"]);
    let indicators: Vec<_> = hjertekom.programme.indicators.iter().map(|i| i.id.as_str()).collect();
    assert_eq!(
        indicators,
        ["persistence", "sessions80", "capacity10", "smokefree", "diet", "depression_end"]
    );
    assert!(hjertekom.counted.examples >= 20, "{:?}", hjertekom.counted);
}
