//! One number per quarter over time, and the rules that look for signals.

super::phrases! {
    DEVELOPMENT = "Udvikling over tid", "Development over time";
    DEVELOPMENT_VARIATION = "Vis variation", "Show variation";
    RULES = "Regelsæt", "Rules";
    RULES_ANHOEJ = "Anhøj", "Anhøj";
    RULES_NHS = "NHS", "NHS";
}
