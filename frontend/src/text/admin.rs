//! Administration: the forms and the indicators of the definitions, and trying a form.

super::phrases! {
    NAV_ADMIN = "Administration", "Administration";
    NAV_ADMIN_LABEL = "Administrationssider", "Administration pages";
    ADMIN_FORMS = "Skemaer", "Forms";
    ADMIN_INDICATORS = "Indikatorer", "Indicators";
    ADMIN_FORMS_TITLE = "Skemaer og versioner", "Forms and versions";
    ADMIN_FORMS_LEAD = "Skemaerne følger med HjerteKom og rettes i en ny udgave, ikke her. Se, sammenlign og prøv dem.",
        "The forms come with HjerteKom and are changed by a new release, not here. See, compare and try them.";
    ADMIN_VERSIONS = "Versioner", "Versions";
    ADMIN_VERSION = "Version", "Version";
    ADMIN_VALID = "Gælder", "Valid";
    ADMIN_FROM = "Fra {from}", "From {from}";
    ADMIN_FROM_TO = "{from} til {to}", "{from} to {to}";
    ADMIN_FIELDS = "Felter", "Fields";
    ADMIN_RECORDED = "Udfyldte skemaer i {unit}", "Forms recorded in {unit}";
    ADMIN_RECORDED_HERE = "Forløb med skemaet", "Courses with the form";
    ADMIN_DELETING = "Kan den slettes?", "Can it be deleted?";
    ADMIN_USED = "Nej, den er i brug", "No, it is in use";
    ADMIN_UNUSED = "Ikke brugt i kommunen", "Not used in the municipality";
    ADMIN_DELETE_NOTE = "Det, der er registreret, læses med den version, det blev registreret med. Derfor kan en brugt version aldrig slettes.",
        "What has been recorded is read by the version that recorded it. So a version in use can never be deleted.";
    ADMIN_OF_VERSION = "Skemaer i version {version}", "Forms of version {version}";
    ADMIN_FORM = "Skema", "Form";
    ADMIN_REQUIRED = "Skal altid udfyldes", "Always required";
    ADMIN_CHECKS = "Tjek", "Checks";
    ADMIN_TRY = "Prøv skemaet", "Try the form";
    ADMIN_TRY_NAMED = "Prøv {form}", "Try {form}";
    ADMIN_FIELDS_OF = "Felter i {form}", "Fields of {form}";
    ADMIN_FIELD = "Felt", "Field";
    ADMIN_TYPE = "Type", "Type";
    ADMIN_HARD = "Muligt", "Possible";
    ADMIN_SOFT = "Sandsynligt", "Plausible";
    ADMIN_ASKED = "Stilles", "Asked";
    ADMIN_SOURCE = "Kilde", "Source";
    ADMIN_RANGES_NOTE = "Uden for det mulige afvises svaret. Uden for det sandsynlige skal det bekræftes.",
        "Outside the possible the answer is refused. Outside the plausible it has to be confirmed.";
    ADMIN_DIFFERENCE = "Forskel på to versioner", "Difference between two versions";
    ADMIN_DIFFERENCE_NEW = "Version", "Version";
    ADMIN_DIFFERENCE_OLD = "sammenlignet med", "compared with";
    ADMIN_DIFFERENCE_ONE = "Der er kun én version. Når den næste kommer, står forskellen her.",
        "There is only one version. When the next one comes, the difference is shown here.";
    ADMIN_DIFFERENCE_SAME = "Vælg to forskellige versioner.", "Choose two different versions.";
    ADMIN_EXAMPLES = "Afprøv reglerne", "Test the rules";
    ADMIN_EXAMPLES_LEAD = "Definitionen har eksempler: opdigtede forløb, og hvad de skal tælle som. Kør dem her, og se, om reglerne gør det.",
        "The definition has examples: invented courses, and what they should count as. Run them here and see whether the rules do so.";
    ADMIN_EXAMPLES_RUN = "Kør eksemplerne", "Run the examples";
    ADMIN_EXAMPLES_ALL = "{count} eksempler er kørt. Alle gav det forventede.", "{count} examples were run. All came to what is expected.";
    ADMIN_EXAMPLES_SOME = "{count} eksempler er kørt. {failed} afviger fra det forventede.",
        "{count} examples were run. {failed} differ from what is expected.";
    ADMIN_EXAMPLES_OF = "{good} af {count} som forventet", "{good} of {count} as expected";
    ADMIN_EXAMPLE_EXPECTED = "Forventet", "Expected";
    ADMIN_EXAMPLE_FOUND = "Fundet", "Found";
    ADMIN_EXAMPLE_VERDICT = "Resultat", "Result";
    ADMIN_AS_EXPECTED = "Som forventet", "As expected";
    ADMIN_DEVIATES = "Afviger", "Differs";
    ADMIN_UNREADABLE = "Kan ikke læses", "Cannot be read";
    ADMIN_INDICATORS_TITLE = "Indikatorer og mål", "Indicators and targets";
    ADMIN_INDICATORS_LEAD = "Regler og fælles mål følger med HjerteKom. Jeres mål og midtlinjer sættes på indikatorens side, altid med en begrundelse.",
        "Rules and common targets come with HjerteKom. Your aims and centre lines are set on the indicator's page, the latter with a reason.";
    ADMIN_INDICATORS_LEAD_ADMIN = "Regler og fælles mål følger med HjerteKom. Koordinator og leder sætter kommunens mål og midtlinjer.",
        "Rules and common targets come with HjerteKom. Coordinator and manager set the municipality's aims and centre lines.";
    ADMIN_COMMON_TARGET = "Fælles mål", "Common target";
    ADMIN_SINCE = "siden {date}, version {version}", "since {date}, version {version}";
    ADMIN_RULES_SINCE = "Regler fra {date}, version {version}", "Rules from {date}, version {version}";
    ADMIN_OWN_AIM = "Jeres mål", "Your aim";
    ADMIN_NO_AIM = "Ikke sat", "Not set";
    ADMIN_AIM = "{share} senest {due}", "{share} by {due}";
    ADMIN_AIM_SET = "Fra {from}. Sat af {by}.", "From {from}. Set by {by}.";
    ADMIN_VERDICT = "Er det nået?", "Is it reached?";
    ADMIN_VERDICT_NOT_YET = "For tidligt at afgøre", "Too early to decide";
    ADMIN_VERDICT_REACHED = "Nået", "Reached";
    ADMIN_VERDICT_IMPROVED = "Bedre, ikke nået", "Better, not reached";
    ADMIN_VERDICT_UNCHANGED = "Ingen sikker ændring", "No sure change";
    ADMIN_VERDICT_WORSE = "Dårligere", "Worse";
    ADMIN_BASELINE = "Midtlinje", "Centre line";
    ADMIN_BASELINE_FIRST = "De første 12 perioder", "The first 12 periods";
    ADMIN_BASELINE_FROM = "Ny fra {from}", "New from {from}";
    ADMIN_BASELINE_BY = "{by}, {at}", "{by}, {at}";
    ADMIN_SHOW = "Vis", "Show";
    ADMIN_SHOW_ALL = "alle indikatorer", "all indicators";
    ADMIN_SHOW_NO_AIM = "uden eget mål", "without an own aim";
    ADMIN_SHOW_REBASED = "med ny midtlinje", "with a new centre line";
    ADMIN_COUNT = "{count} indikatorer. {aims} har eget mål, {rebased} har ny midtlinje.",
        "{count} indicators. {aims} have an own aim, {rebased} have a new centre line.";
    ADMIN_NONE = "Ingen indikatorer passer til valget.", "No indicator matches the choice.";
    ADMIN_NONE_HINT = "Vælg »alle indikatorer« for at se dem igen.", "Choose “all indicators” to see them again.";
    TRIAL_TITLE = "Prøv: {form}", "Try: {form}";
    TRIAL_LEAD = "Der er ingen borger, og intet gemmes eller sendes. Den opdigtede borger er født {date}, hvis eksemplet ikke siger andet.",
        "There is no citizen, and nothing is kept or sent. The invented citizen was born on {date} unless the example says otherwise.";
    TRIAL_NO_VERSION = "Version {version} findes ikke", "There is no version {version}";
    TRIAL_NO_VERSION_HINT = "Adressen nævner en version af skemaerne, som ikke er der. Vælg skemaet på listen.",
        "The address names a version of the forms that is not there. Choose the form from the list.";
    TRIAL_TO_FORMS = "Se skemaer og versioner", "See forms and versions";
    TRIAL_FORM = "Skema", "Form";
    TRIAL_EXAMPLE = "Begynd med", "Begin with";
    TRIAL_EMPTY = "et tomt forløb", "an empty course";
    TRIAL_EXAMPLE_NAMED = "{number}, eksempel {place}: {state}", "{number}, example {place}: {state}";
    TRIAL_NOT_KEPT = "Intet gemmes", "Nothing is kept";
    TRIAL_CHECK = "Tjek hele skemaet", "Check the whole form";
    TRIAL_CLEAR = "Skemaet kunne afsluttes, som det står.", "The form could be completed as it stands.";
    TRIAL_FOUND = "Det skal rettes, før skemaet kan afsluttes", "To be put right before the form can be completed";
    TRIAL_IMPACT_NOTE = "Sådan ville forløbet tælle, hvis skemaet blev afsluttet nu. Det du skriver i de andre skemaer her på siden, regnes med.",
        "How the course would count if the form were completed now. What you enter in the other forms on this page is taken into account.";
}
