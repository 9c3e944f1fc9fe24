//! The form renderer.

super::phrases! {
    FORM_PROGRESS = "{answered} af {asked} felter", "{answered} of {asked} fields";
    FORM_SECTIONS = "Sektioner", "Sections";
    FORM_HELP = "Hjælp til feltet", "Help for the field";
    FORM_HELP_PROMPT = "Tryk F1 i et felt for at se definitionen her.", "Press F1 in a field to see its definition here.";
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
    USE_PREVIOUS = "Brug", "Use";
    USE_PREVIOUS_FULL = "Brug værdien fra {form}: {value}", "Use the value from {form}: {value}";
    FROM_FORM = "{form}: {value}", "{form}: {value}";
    MISSING_BUTTON = "Svaret mangler: {label}", "No answer: {label}";
    MISSING_BUTTON_SHORT = "Mangler", "No answer";
    MISSING_MENU = "Hvorfor mangler svaret?", "Why is there no answer?";
    LETTERS_NOT_MEASURED = "im", "nm";
    LETTERS_NOT_APPLICABLE = "ir", "na";
    LETTERS_DECLINED = "øi", "de";
    LETTERS_UNKNOWN = "vi", "dk";
    MISSING_REMOVE = "Fjern »{reason}«", "Remove “{reason}”";
    CHOOSE = "Vælg …", "Choose …";
    CONFIRM = "Bekræft", "Confirm";
    CONFIRMED = "Bekræftet", "Confirmed";
    NUMBER_FORMAT = "{label}: skriv et tal", "{label}: enter a number";
    NUMBER_WHOLE = "{label}: skriv et helt tal", "{label}: enter a whole number";
    NUMBER_THOUSANDS = "{label}: skriv {plain} uden punktum eller mellemrum", "{label}: write {plain} without separators";
    NUMBER_DECIMALS = "{label}: højst {count} decimaler", "{label}: at most {count} decimals";
    DATE_FORMAT = "{label}: skriv datoen som ddmmåå, fx 090126", "{label}: enter the date as ddmmyy, e.g. 090126";
    DATE_NO_SUCH_DAY = "{label}: datoen findes ikke", "{label}: there is no such day";
    STATE_CLEAN = "Ingen ændringer", "No changes";
    STATE_WAITING = "Gemmer …", "Saving …";
    STATE_SAVED = "Gemt kl. {time}", "Saved at {time}";
    STATE_FAILED = "Kunne ikke gemmes – prøver igen", "Could not be saved – trying again";
    STATE_EXPIRED = "Gemmes, når du har logget ind", "Saved when you have logged in";
    STATE_MERGED = "Kladden blev også rettet et andet sted. Felterne er flettet.",
        "The draft was also changed elsewhere. The fields have been merged.";
    DRAFT_FOUND = "Vi fandt en kladde fra {date} kl. {time} med {count} felter, og du fortsætter, hvor du slap.",
        "We found a draft from {date} at {time} with {count} fields; you continue where you left off.";
    FORM_ENTER = "næste felt", "next field";
    FORM_KEY_MISSING = "mangler", "no answer";
    FORM_KEY_HELP = "definition", "definition";
    COMPLETE = "Afslut skema", "Complete form";
    COMPLETE_BUSY = "Afslutter …", "Completing …";
    CORRECTION = "Rettelse", "Correction";
    CORRECTION_REASON = "Hvorfor rettes skemaet?", "Why is the form corrected?";
    COMPLETE_AGAIN = "Afslut rettelsen", "Complete the correction";
    SUMMARY_ONE = "1 ting mangler, før skemaet kan afsluttes", "1 thing is missing before the form can be completed";
    SUMMARY_MANY = "{count} ting mangler, før skemaet kan afsluttes", "{count} things are missing before the form can be completed";
    SUMMARY_CONFIRM = "Tjek og bekræft, før skemaet afsluttes", "Check and confirm before the form is completed";
    SUMMARY_CONFIRM_ALL = "Bekræft alle, og afslut skemaet", "Confirm all and complete the form";
    SOURCE_DOCUMENT = "HjerteKoms datagrundlag, nr. {numbers}", "HjerteKom's data basis, no. {numbers}";
    SOURCE_GENERAL = "Standardværdi, ikke verificeret", "Default value, not verified";
    SOURCE_DEFAULT = "Konfigurerbar standard", "Configurable default";
    RECEIPT = "{form} er afsluttet.", "{form} is completed.";
    START_MISSING = "Startskemaet er ikke afsluttet. Du kan godt fortsætte, men udviklingen kan ikke beregnes.",
        "The start form is not completed. You can continue, but changes cannot be computed.";
}
