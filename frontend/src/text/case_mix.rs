//! Who the citizens are.

super::phrases! {
    CASE_MIX_TITLE = "Borgersammensætning", "Case mix";
}
