//! Saving, drafts, sessions.

super::phrases! {
    STATE_CLEAN = "Ingen ændringer", "No changes";
    STATE_WAITING = "Gemmer …", "Saving …";
    STATE_SAVED = "Gemt kl. {time}", "Saved at {time}";
    STATE_OFFLINE = "Ingen forbindelse – gemmes, når den er tilbage", "No connection – saved when it is back";
    STATE_OFFLINE_KEPT = "Gemt på denne computer (ingen forbindelse)", "Saved on this computer (no connection)";
    STATE_FAILED = "Kunne ikke gemmes – prøver igen", "Could not be saved – trying again";
    STATE_EXPIRED = "Gemmes, når du har logget ind", "Saved when you have logged in";
    STATE_TRY_NOW = "Gem nu", "Save now";
    STATE_WHY = "Kunne ikke gemmes: {why}", "Could not be saved: {why}";
    UNSAVED_ONE = "1 felt er ikke gemt endnu. Luk ikke siden.", "1 field is not saved yet. Do not close the page.";
    UNSAVED_MANY = "{count} felter er ikke gemt endnu. Luk ikke siden.",
        "{count} fields are not saved yet. Do not close the page.";
    STATE_MERGED = "Kladden blev også rettet et andet sted. Felterne er flettet.",
        "The draft was also changed elsewhere. The fields have been merged.";
    DRAFT_SHOWN = "Skemaet viser din kladde fra {when}.", "The form shows your draft from {when}.";
    DRAFT_SHOWN_AHEAD = "Skemaet viser din kladde fra {when} og det, du nåede at skrive bagefter på denne computer.",
        "The form shows your draft from {when} and what you wrote afterwards on this computer.";
    DRAFT_FILLED_ONE = "1 felt er udfyldt.", "1 field is filled in.";
    DRAFT_FILLED = "{count} felter er udfyldt.", "{count} fields are filled in.";
    DRAFT_CHANGED_ONE = "1 felt er rettet, siden skemaet blev afsluttet.", "1 field is changed since the form was completed.";
    DRAFT_CHANGED = "{count} felter er rettet, siden skemaet blev afsluttet.",
        "{count} fields are changed since the form was completed.";
    WHEN_TODAY = "kl. {time}", "{time}";
    WHEN_BEFORE = "{date} kl. {time}", "{date} at {time}";
    DRAFT_CONTINUE = "Gå til første tomme felt", "Go to the first empty field";
    DRAFT_ANSWERS = "Se svarene", "See the answers";
    DRAFT_HIDE_ANSWERS = "Skjul svarene", "Hide the answers";
    DRAFT_DIFFERENCES = "Se forskelle", "See differences";
    DRAFT_HIDE_DIFFERENCES = "Skjul forskelle", "Hide differences";
    DRAFT_DISCARD = "Kassér kladden", "Discard the draft";
    DRAFT_DISCARDED = "Kladden er kasseret. Skemaet er tomt igen.", "The draft is discarded. The form is empty again.";
    DRAFT_DISCARDED_CORRECTION = "Kladden er kasseret. Skemaet viser igen det, der er afsluttet.",
        "The draft is discarded. The form again shows what is completed.";
    DRAFT_UNDO_DISCARD = "Fortryd (30 sekunder)", "Undo (30 seconds)";
    DRAFT_NOT_DISCARDED = "Kladden kunne ikke kasseres. Prøv igen.", "The draft could not be discarded. Try again.";
    DIFFERENCES = "Forskelle mellem kladden og det, der er afsluttet", "Differences between the draft and what is completed";
    DIFFERENCES_NONE = "Kladden er som det, der er afsluttet.", "The draft is as what is completed.";
    ANSWERS_OF_DRAFT = "Svarene i kladden", "The answers in the draft";
    ANSWERS_NONE = "Kladden har ingen svar.", "The draft has no answers.";
    FIELD = "Felt", "Field";
    COMPLETED_VALUE = "Afsluttet", "Completed";
    DRAFT_VALUE = "I kladden", "In the draft";
    NOT_FILLED_IN = "ikke udfyldt", "not filled in";
    SET_ASIDE_ONE = "Kladden har 1 svar, som skemaet ikke længere spørger om. Det gemmes i kladden, men kommer ikke med, når skemaet afsluttes.",
        "The draft has 1 answer the form no longer asks for. It stays in the draft but is not part of the completed form.";
    SET_ASIDE = "Kladden har {count} svar, som skemaet ikke længere spørger om. De gemmes i kladden, men kommer ikke med, når skemaet afsluttes.",
        "The draft has {count} answers the form no longer asks for. They stay in the draft but are not part of the completed form.";
    OVERTAKEN = "{name} afsluttede skemaet {when}. Dine felter er flettet ind i det. Afslut igen for at gemme dine rettelser.",
        "{name} completed the form {when}. Your fields are merged into it. Complete again to save your changes.";
    ALREADY_COMPLETED = "{form} var allerede afsluttet med de samme svar.", "{form} was already completed with the same answers.";
    CLASH_ONE = "1 felt er ændret to steder", "1 field was changed in two places";
    CLASH_MANY = "{count} felter er ændret to steder", "{count} fields were changed in two places";
    CLASH_TEXT = "Vælg, hvad der skal gælde, før skemaet afsluttes.", "Choose what counts before the form is completed.";
    CLASH_KEYS = "Tryk 1 for dit eget svar, 2 for det andet.", "Press 1 for your own answer, 2 for the other.";
    CLASH_MINE = "Dit: {value}", "Yours: {value}";
    CLASH_THEIRS = "Det andet: {value}", "The other: {value}";
    UNDO = "Fortryd sidste ændring", "Undo last change";
    REDO = "Gentag", "Redo";
    UNDONE = "Fortrudt: {fields}", "Undone: {fields}";
    REDONE = "Gentaget: {fields}", "Redone: {fields}";
    SESSION_EXPIRED = "Log ind igen", "Log in again";
    SESSION_EXPIRED_TEXT = "Du er blevet logget af. Dine indtastninger er her stadig, når du har logget ind.",
        "You have been logged out. What you entered is still here when you have logged in.";
    CODE = "Engangskode", "One-time code";
    CODE_EMPTY = "Skriv engangskoden fra din app", "Enter the one-time code from your app";
    SESSION_OTHER = "Jeg er en anden", "I am somebody else";
    SESSION_OTHER_UNSAVED_ONE = "{name} har 1 felt, der ikke er gemt endnu. Det går tabt, hvis en anden logger ind.",
        "{name} has 1 field that is not saved yet. It is lost if somebody else logs in.";
    SESSION_OTHER_UNSAVED = "{name} har {count} felter, der ikke er gemt endnu. De går tabt, hvis en anden logger ind.",
        "{name} has {count} fields that are not saved yet. They are lost if somebody else logs in.";
    SESSION_OTHER_ANYWAY = "Log ind som en anden alligevel", "Log in as somebody else anyway";
    IDLE_WARNING = "Du bliver logget af kl. {time}, hvis du ikke er aktiv. Dine indtastninger er gemt.",
        "You will be logged out at {time} unless you are active. What you entered is saved.";
    IDLE_WARNING_UNSAVED = "Du bliver logget af kl. {time}, hvis du ikke er aktiv. Dine indtastninger bliver her, til du logger ind igen.",
        "You will be logged out at {time} unless you are active. What you entered stays here until you log in again.";
    IDLE_LIMIT = "Kl. {time} skal du logge ind igen. Dine indtastninger bliver her imens.",
        "At {time} you have to log in again. What you entered stays here meanwhile.";
    IDLE_LEFT = "{minutes}:{seconds} tilbage", "{minutes}:{seconds} left";
    IDLE_STAY = "Forbliv logget på", "Stay logged in";
    LOG_OUT_UNSAVED_ONE = "1 felt kunne ikke gemmes endnu og går tabt, hvis du logger af.",
        "1 field could not be saved yet and is lost if you log out.";
    LOG_OUT_UNSAVED = "{count} felter kunne ikke gemmes endnu og går tabt, hvis du logger af.",
        "{count} fields could not be saved yet and are lost if you log out.";
    LOG_OUT_ANYWAY = "Log af alligevel", "Log out anyway";
}
