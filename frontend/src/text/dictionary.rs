//! The data dictionary.

super::phrases! {
    DICT_TITLE = "Data og definitioner", "Data and definitions";
    DICT_LEAD = "Alt, hvad registret spørger om og tæller: skemaer, indikatorer og koder. Her er ingen oplysninger om personer.",
        "Everything the registry asks and counts: forms, indicators and codes. There is no information about people here.";
    DICT_VERSION = "Version", "Version";
    DICT_VERSION_FROM = "{version} fra {date}", "{version} from {date}";
    DICT_SEARCH = "Søg i definitionerne", "Search the definitions";
    DICT_SEARCH_HELP = "Navn, kode, enhed eller svar, fx rygning eller mmHg", "Name, code, unit or answer, e.g. smoking or mmHg";
    DICT_FOUND_ALL = "{count} opslag", "{count} entries";
    DICT_FOUND = "{count} opslag passer til »{words}«", "{count} entries match “{words}”";
    DICT_FOUND_NONE = "Intet opslag passer til »{words}«. Prøv et kortere ord.", "No entry matches “{words}”. Try a shorter word.";
    DICT_INDEX = "Indhold", "Contents";
    DICT_SPLITS = "Fordelinger", "Splits";
    DICT_LEVELS = "Grupper", "Groups";
    DICT_PUBLISHED = "På tværs af kommuner", "Across municipalities";
    DICT_SPLIT_PUBLISHED = "Tal kan offentliggøres fordelt på dette.", "Numbers may be published by this.";
    DICT_SPLIT_CLOSED = "Tal offentliggøres ikke fordelt på dette.", "Numbers are not published by this.";
    DICT_OWNER = "Leveres af", "Delivered by";
    DICT_CODE_LISTS = "Kodelister", "Code lists";
    DICT_CHANGES = "Ændringer", "Changes";
    DICT_HOW = "Sådan læser du siden", "How to read this page";
    DICT_HOW_1 = "Et felt i et skema kaldes en variabel. Den har et fast navn, som også bruges i filer og i API'et.",
        "A field of a form is called a variable. It has a fixed name that files and the API use too.";
    DICT_HOW_2 = "Reglerne står både i ord og som formel. Formlen er den, der regnes med.",
        "Rules are given in words and as a formula. The formula is what is computed.";
    DICT_HOW_3 = "Hvert opslag har et fast link. Det viser altid den samme version.",
        "Every entry has a permanent link. It always shows the same version.";
    DICT_HOW_4 = "Kilden siger, hvor en regel kommer fra: »S« og et tal er et nummer på listen over kilder nederst på siden.",
        "The source says where a rule comes from: “S” and a number is a number on the list of sources at the bottom of the page.";
    DICT_APPLY = "Hvordan ansøger jeg om data?", "How do I apply for data?";
    DICT_APPLY_WHO = "Hvem bestemmer?", "Who decides?";
    DICT_APPLY_DECIDES = "Hver kommune er dataansvarlig for sine egne forløb. Den afgør selv, om de må bruges. Vil du have data fra flere kommuner, skal hver af dem sige ja.",
        "Each municipality is the controller of its own courses. It decides itself whether they may be used. For data of several municipalities each of them has to agree.";
    DICT_APPLY_NEEDED = "Hvad skal du have klar?", "What do you need?";
    DICT_APPLY_PURPOSE = "Formålet: hvad du vil undersøge, og hvem der er dataansvarlig for projektet.",
        "The purpose: what you want to find out, and who is the controller of the project.";
    DICT_APPLY_BASIS = "Lovgrundlaget. Forskning uden borgernes samtykke kræver som regel din regions godkendelse (sundhedsloven § 46, stk. 2). Nogle projekter skal også godkendes af en videnskabsetisk komité.",
        "The legal basis. Research without the citizens' consent usually needs the approval of your region (Danish Health Act, section 46(2)). Some projects need an ethics committee as well.";
    DICT_APPLY_WHAT = "Hvilke forløb, hvilken periode og hvilke variable – og hvorfor hver af dem er nødvendig. Brug navnene på denne side.",
        "Which courses, which period and which variables – and why each is needed. Use the names on this page.";
    DICT_APPLY_CARE = "Hvor data opbevares, hvem der ser dem, og hvornår de slettes.", "Where the data are kept, who sees them, and when they are deleted.";
    DICT_APPLY_WHERE = "Hvor henvender du dig?", "Where do you turn?";
    DICT_APPLY_ONE = "Én kommunes data: kommunen.", "Data of one municipality: the municipality.";
    DICT_APPLY_MANY = "Data fra flere kommuner: HjerteKom hos DEFACTUM, Region Midtjylland.", "Data of several municipalities: HjerteKom at DEFACTUM, Central Denmark Region.";
    DICT_APPLY_REGISTERS = "Data sammen med andre registre: Sundhedsdatastyrelsens Forskerservice.", "Data together with other registers: Research Services of the Danish Health Data Authority.";
    DICT_APPLY_AUTHORITY = "Ansøg om data", "Apply for data";
    DICT_APPLY_SUPPORT = "Spørgsmål til dette register: {support}", "Questions about this registry: {support}";
    DICT_APPLY_FORMAT = "Felternes navne, typer og koder er de samme i filer og i API'et.", "Names, types and codes of the fields are the same in files and in the API.";
    DICT_APPLY_DOCS = "Læs om API'et", "Read about the API";
    DICT_APPLY_NOT_HERE = "Du kan ikke ansøge om eller hente data på denne side. Reglerne kan ændre sig; spørg, før du ansøger.",
        "You cannot apply for data or download them on this page. The rules may change; ask before you apply.";
    DICT_LINK = "Fast link", "Permanent link";
    DICT_ID = "Navn i data", "Name in data";
    DICT_TYPE = "Type", "Type";
    DICT_TYPE_CODE = "ét af {count} svar", "one of {count} answers";
    DICT_TYPE_CODES = "et eller flere af {count} svar", "one or more of {count} answers";
    DICT_TYPE_INTEGER = "helt tal", "whole number";
    DICT_TYPE_DECIMAL = "tal med op til {decimals} decimaler", "number with up to {decimals} decimals";
    DICT_TYPE_DECIMAL_1 = "tal med højst én decimal", "number with at most one decimal";
    DICT_TYPE_DATE = "dato", "date";
    DICT_TYPE_BOOLEAN = "ja eller nej", "yes or no";
    DICT_TYPE_TEXT = "tekst", "text";
    DICT_FORMAT_SKS = "SKS-diagnosekode, fx DI252B", "SKS diagnosis code, e.g. DI252B";
    DICT_FORMAT_SOR = "SOR-kode, mindst 11 cifre", "SOR code, at least 11 digits";
    DICT_FORMAT_PROVIDER = "ydernummer, 6 cifre", "provider number, 6 digits";
    DICT_FORMAT_EQ5D = "fem cifre 1–5", "five digits 1–5";
    DICT_HELP = "Definition", "Definition";
    DICT_HARD = "Muligt", "Possible";
    DICT_PLAUSIBLE = "Sandsynligt", "Plausible";
    DICT_RANGE = "{min} til {max}", "{min} to {max}";
    DICT_HARD_NOTE = "Andet afvises.", "Anything else is refused.";
    DICT_PLAUSIBLE_NOTE = "Uden for spørges der en ekstra gang.", "Outside it is asked once more.";
    DICT_REQUIRED = "Skal udfyldes", "Required";
    DICT_ALWAYS = "Altid", "Always";
    DICT_NEVER = "Nej", "No";
    DICT_WHEN = "Når dette gælder:", "When this holds:";
    DICT_ASKED = "Stilles", "Asked";
    DICT_SECTION_ASKED = "Hele afsnittet stilles", "The whole section is asked";
    DICT_COMPUTED = "Beregnes", "Computed";
    DICT_COMPUTED_WHEN = "Beregnes, når", "Computed when";
    DICT_CARRIED = "Overtages fra", "Carried over from";
    DICT_ANSWERS = "Svar", "Answers";
    DICT_ANSWER = "Svar", "Answer";
    DICT_CODE = "Kode", "Code";
    DICT_CODINGS = "I andre kodesystemer", "In other code systems";
    DICT_CHECKS = "Tjek", "Checks";
    DICT_CHECK_HARD = "afvises", "refused";
    DICT_CHECK_SOFT = "skal bekræftes", "to be confirmed";
    DICT_USED_BY = "Indgår i", "Used by";
    DICT_USED_BY_VARIABLES = "Bruges af", "Used by";
    DICT_SOURCES = "Kilder", "Sources";
    DICT_SOURCE = "Kilde", "Source";
    DICT_ALL_OF = "Alt dette gælder:", "All of this holds:";
    DICT_ANY_OF = "Mindst ét af dette gælder:", "At least one of these holds:";
    DICT_FORMULA = "Formel", "Formula";
    DICT_KIND = "Måler", "Measures";
    DICT_KIND_PROCESS = "om noget er gjort (proces)", "whether something was done (process)";
    DICT_KIND_OUTCOME = "om borgerens tilstand er ændret (resultat)", "whether the citizen's state changed (outcome)";
    DICT_DIRECTION = "Retning", "Direction";
    DICT_UP = "Højere er bedre", "Higher is better";
    DICT_DOWN = "Lavere er bedre", "Lower is better";
    DICT_STANDARD = "Mål", "Target";
    DICT_STANDARD_NONE = "Intet mål", "No target";
    DICT_APPLIES = "Gælder forløb, hvor", "Concerns courses where";
    DICT_EXCLUDED = "Udelades, når", "Left out when";
    DICT_PENDING = "Afventer, når", "Pending when";
    DICT_FULFILLED = "Er opfyldt, når", "Is met when";
    DICT_COUNTED_ON = "Tælles på datoen for", "Counted on the date of";
    DICT_MEANING = "Sådan tælles der", "How it is counted";
    DICT_MEANING_NUMERATOR = "Tæller: forløb, hvor indikatoren er opfyldt.", "Numerator: courses where the indicator is met.";
    DICT_MEANING_DENOMINATOR = "Nævner: alle forløb, den gælder for, og som kan afgøres.", "Denominator: all courses it concerns that can be decided.";
    DICT_MEANING_MISSING = "Uoplyst: et af svarene herunder mangler, så forløbet ikke kan afgøres. Det vises ved siden af og tælles ikke med.",
        "Not stated: one of the answers below is missing, so the course cannot be decided. It is shown beside and not counted.";
    DICT_MEANING_EXCLUDED = "Udeladte og afventende forløb vises for sig og tælles ikke med.",
        "Courses left out and courses pending are shown separately and not counted.";
    DICT_EXAMPLES = "Eksempler", "Examples";
    DICT_EXAMPLE_GIVEN = "Opdigtet forløb", "Invented course";
    DICT_EXAMPLE_COMES_TO = "Tæller som", "Counts as";
    DICT_EXAMPLE_AS_OF = "Gjort op {date}", "As of {date}";
    DICT_EXAMPLE_RECORD = "Indlæst: {record}", "Imported: {record}";
    DICT_EXAMPLE_NOTHING = "Ingen svar", "No answers";
    DICT_READS = "Bygger på", "Builds on";
    DICT_CHANGES_LEAD = "Fra version {old} til {new}", "From version {old} to {new}";
    DICT_CHANGES_FIRST = "Dette er den første version. Der er intet at sammenligne med.", "This is the first version. There is nothing to compare with.";
    DICT_CHANGES_NONE = "Intet er ændret, som har betydning for data.", "Nothing has changed that matters to the data.";
    DICT_ADDED = "Ny", "New";
    DICT_REMOVED = "Udgået", "Removed";
    DICT_CHANGED = "Ændret", "Changed";
    DICT_CHANGE_LABEL = "navn", "name";
    DICT_CHANGE_TYPE = "type", "type";
    DICT_CHANGE_CODES = "svarmuligheder", "answers";
    DICT_CHANGE_UNIT = "enhed", "unit";
    DICT_CHANGE_RANGE = "grænser", "limits";
    DICT_CHANGE_ASKED = "hvornår den stilles", "when it is asked";
    DICT_CHANGE_REQUIRED = "hvornår den skal udfyldes", "when it is required";
    DICT_CHANGE_COMPUTED = "beregning", "computation";
    DICT_CHANGE_HELP = "definition", "definition";
    DICT_CHANGE_RULES = "regler", "rules";
    DICT_CHANGE_STANDARD = "mål", "target";
}
