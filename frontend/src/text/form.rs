//! The form renderer.

super::phrases! {
    FORM_PROGRESS_ONE = "{answered} af 1 felt", "{answered} of 1 field";
    FORM_PROGRESS = "{answered} af {asked} felter", "{answered} of {asked} fields";
    FORM_SECTIONS = "Sektioner", "Sections";
    FORM_HELP = "Hjælp til feltet", "Help for the field";
    FORM_HELP_PROMPT = "Her står definitionen af det felt, du er i.", "The definition of the field you are in is shown here.";
    FORM_HELP_NONE = "Feltet har ingen nærmere definition.", "The field has no further definition.";
    FORM_HELP_BUTTON = "Definition af {label}", "Definition of {label}";
    FORM_HELP_SOURCE = "Kilde", "Source";
    FORM_HELP_RANGE = "Sædvanligt", "Usual";
    FORM_HELP_LIMITS = "Muligt", "Possible";
    FORM_HELP_ID = "Variabel", "Variable";
    RANGE = "{low} til {high}", "{low} to {high}";
    REQUIRED = "skal udfyldes", "required";
    COMPUTED = "beregnet", "computed";
    COMPUTED_WAITING = "Beregnes, når svarene er der", "Computed when the answers are there";
    CHANGE = "ændring {change}", "change {change}";
    FROM_FORM = "{form}: {value}", "{form}: {value}";
    MISSING_BUTTON = "Svaret mangler: {label}", "No answer: {label}";
    MISSING_BUTTON_SHORT = "Mangler", "No answer";
    MISSING_MENU = "Hvorfor mangler svaret?", "Why is there no answer?";
    LETTERS_NOT_MEASURED = "im", "nm";
    LETTERS_NOT_APPLICABLE = "ir", "na";
    LETTERS_DECLINED = "øi", "de";
    LETTERS_UNKNOWN = "vi", "dk";
    MISSING_REMOVE = "Fjern »{reason}«", "Remove “{reason}”";
    SUGGESTED = "Forslag", "Suggestion";
    SUGGESTED_KEYS = "Enter bruger det", "Enter uses it";
    SUGGESTED_USE = "Brug det", "Use it";
    SERIES_HINT = "Du kan skrive alle svar på én gang, fx {digits} … Skriv en bindestreg, hvor et svar mangler.",
        "You can type all answers in one go, e.g. {digits} … Type a hyphen where an answer is missing.";
    CARRIED = "Fra {form}", "From {form}";
    CARRIED_OPEN = "Ret", "Correct";
    RECALLS = "Fra tidligere skemaer", "From earlier forms";
    EARLIER_COURSE = "Forrige forløb {date}", "Previous course {date}";
    CALENDAR = "Vælg {label} i en kalender", "Choose {label} in a calendar";
    ITEMS_ALL = "beregnet af alle {count} punkter", "computed from all {count} items";
    ITEMS_TOO_FEW = "{answered} af {count} punkter. Mindst {needed} skal være besvaret.",
        "{answered} of {count} items. At least {needed} must be answered.";
    ITEMS_IMPUTED = "{answered} af {count} punkter. De manglende regnes som gennemsnittet af de øvrige.",
        "{answered} of {count} items. Missing ones count as the mean of the others.";
    ITEMS_MEAN = "gennemsnit af {answered} af {count} punkter", "mean of {answered} of {count} items";
    MEND = "Ret til {number}", "Change to {number}";
    SECTION_DONE = "Færdig", "Done";
    SECTION_CHECK = "{state} · {count} tjek", "{state} · {count} to check";
    SECTION_MISSING = "{state} · {count} mangler", "{state} · {count} missing";
    SECTION_WRONG = "{state} · {count} fejl", "{state} · {count} wrong";
    IMPACT = "Indikatorer", "Indicators";
    IMPACT_SUMMARY = "{fulfilled} opfyldt · {not_fulfilled} ikke opfyldt · {missing} uoplyst · {later} afgøres senere",
        "{fulfilled} met · {not_fulfilled} not met · {missing} not stated · {later} decided later";
    IMPACT_NONE = "Ingen indikatorer gælder for de svar, der er givet indtil nu.",
        "No indicator applies to the answers given so far.";
    IMPACT_NOTE = "Sådan tæller forløbet, hvis skemaet afsluttes nu. Kommunens tal er for de seneste fire kvartaler.",
        "How the course counts if the form is completed now. The municipality's figures are for the last four quarters.";
    IMPACT_FULFILLED = "Opfyldt", "Met";
    IMPACT_NOT_FULFILLED = "Ikke opfyldt", "Not met";
    IMPACT_NOT_YET = "Ikke opfyldt endnu", "Not met yet";
    IMPACT_MISSING = "Uoplyst – et svar mangler", "Not stated – an answer is missing";
    IMPACT_EXCLUDED = "Udelades efter reglen", "Left out by the rule";
    IMPACT_PENDING = "For tidligt at afgøre", "Too early to decide";
    IMPACT_LATER = "Afgøres i et senere skema", "Decided in a later form";
    IMPACT_WANTED = "Mangler:", "Needed:";
    IMPACT_OUTSIDE = "Gælder ikke forløbet: {names}", "Does not concern the course: {names}";
    IMPACT_UNIT_SAME = "Kommunen: {before}. Uændret.", "Municipality: {before}. Unchanged.";
    IMPACT_UNIT_MOVES = "Kommunen: {before}. Bliver {after}.", "Municipality: {before}. Becomes {after}.";
    CHOOSE = "Vælg …", "Choose …";
    CONFIRM = "Bekræft", "Confirm";
    CONFIRMED = "Bekræftet", "Confirmed";
    FORM_ENTER = "næste felt", "next field";
    FORM_KEY_MISSING = "mangler", "no answer";
    FORM_KEY_HELP = "definition", "definition";
    COMPLETE = "Afslut skema", "Complete form";
    COMPLETE_BUSY = "Afslutter …", "Completing …";
    CORRECTION = "Rettelse", "Correction";
    CORRECTION_REASON = "Hvorfor rettes skemaet?", "Why is the form corrected?";
    CORRECTION_REASON_HELP = "Begrundelsen står i historikken ved den nye version.",
        "The reason stands in the history beside the new version.";
    CORRECTING = "Skemaet er afsluttet", "The form is completed";
    CORRECTING_BY = "Version {version} blev afsluttet {when} af {name}.", "Version {version} was completed {when} by {name}.";
    CORRECTING_UNSIGNED = "Version {version} blev afsluttet {when}.", "Version {version} was completed {when}.";
    CORRECTING_NEXT = "Retter du noget og afslutter igen, gemmes det som version {next}. Version {version} bliver i historikken.",
        "If you change something and complete again, it is saved as version {next}. Version {version} stays in the history.";
    CORRECTING_REASON = "Skriv, hvorfor du retter", "Write why you correct";
    CORRECTING_HISTORY = "Se historikken", "See the history";
    COMPLETE_AGAIN = "Afslut rettelsen", "Complete the correction";
    SUMMARY_ONE = "1 ting mangler, før skemaet kan afsluttes", "1 thing is missing before the form can be completed";
    SUMMARY_MANY = "{count} ting mangler, før skemaet kan afsluttes", "{count} things are missing before the form can be completed";
    SUMMARY_CONFIRM = "Tjek og bekræft, før skemaet afsluttes", "Check and confirm before the form is completed";
    SUMMARY_CONFIRM_ALL = "Bekræft alle, og afslut skemaet", "Confirm all and complete the form";
    SOURCE_DOCUMENT = "HjerteKoms datagrundlag, nr. {numbers}", "HjerteKom's data basis, no. {numbers}";
    SOURCE_GENERAL = "Standardværdi, ikke verificeret", "Default value, not verified";
    SOURCE_DEFAULT = "HjerteKoms eget valg", "HjerteKom's own choice";
    RECEIPT = "{form} er afsluttet.", "{form} is completed.";
    START_MISSING = "Startskemaet er ikke afsluttet. Du kan godt fortsætte, men udviklingen kan ikke beregnes.",
        "The start form is not completed. You can continue, but changes cannot be computed.";
    START_OPEN = "Åbn startskemaet", "Open the start form";
}
