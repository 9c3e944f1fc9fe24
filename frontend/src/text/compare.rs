//! Comparing with others.

super::phrases! {
    COMPARE_TITLE = "Sammenlign", "Compare";
    COMPARE_TITLE_OF = "Sammenlign: {indicator}", "Compare: {indicator}";
    COMPARE_LEAD = "Offentliggjorte tal på tværs af kommuner. Små tal er beskyttet, så ingen kan genkende en borger.",
        "Published numbers across municipalities. Small numbers are protected, so that nobody can recognise a citizen.";
    COMPARE_CHOICES = "Vælg, hvad du vil sammenligne", "Choose what to compare";
    COMPARE_INDICATOR = "Indikator", "Indicator";
    COMPARE_VERSION = "Version", "Version";
    COMPARE_LEVEL = "Enheder", "Units";
    COMPARE_PERIOD = "Periode", "Period";
    COMPARE_SPLIT = "Kun for", "Only for";
    COMPARE_SPLIT_NONE = "Alle borgere", "All citizens";
    COMPARE_SPLIT_LEVEL = "{split}: {level}", "{split}: {level}";
    COMPARE_ADJUST_FOR = "Justér for", "Adjust for";
    COMPARE_ADJUST_ALL = "Alt på én gang", "Everything at once";
    COMPARE_ADJUST_ONE = "Kun én ting", "One thing only";
    COMPARE_NOT_PUBLISHED = "Offentliggøres ikke – vælg for at se hvorfor", "Not published – choose to see why";
    COMPARE_QUARTER = "Seneste hele kvartal", "Last full quarter";
    COMPARE_AROUND = "Fremhæv", "Highlight";
    COMPARE_AROUND_CLUSTER = "Jeres klynge", "Your cluster";
    COMPARE_AROUND_SIMILAR = "Dem, der ligner jer", "Those most like you";
    COMPARE_AROUND_ALL = "Kun jer", "Only you";
    COMPARE_SHOW_ONLY = "Vis kun de fremhævede", "Show only those highlighted";
    COMPARE_SIMILAR_NOTE = "Enheder med nogenlunde jeres størrelse og borgersammensætning.", "Units of about your size and case mix.";
    COMPARE_FIGURE = "Figur", "Figure";
    COMPARE_FUNNEL = "Tragt", "Funnel";
    COMPARE_FOREST = "Skov", "Forest";
    COMPARE_TABLE = "Tabel", "Table";
    COMPARE_FUNNEL_READ = "Hver prik er en enhed. Jo flere forløb, desto længere til højre. Inden for de buede linjer kan forskelle være tilfældige.",
        "Each dot is a unit. The more courses, the further to the right. Within the curved lines, differences may be chance.";
    COMPARE_FOREST_READ = "Hver række er en enhed. Prikken er andelen, og stregen er usikkerheden. Jo længere streg, desto mindre siger andelen.",
        "Each row is a unit. The dot is the share, and the bar is the uncertainty. The longer the bar, the less the share says.";
    COMPARE_TABLE_READ = "Hver række er en enhed. Usikkerheden går fra det ene tal til det andet. Uden for det forventede er forskellen næppe tilfældig.",
        "Each row is a unit. The uncertainty goes from one number to the other. Outside what is expected, the difference is hardly chance.";
    COMPARE_KEYS = "Tasterne 1, 2 og 3 skifter figur, når du står i figuren.", "Keys 1, 2 and 3 change the figure while you are in it.";
    COMPARE_SORT = "Rækkefølge", "Order";
    COMPARE_SORT_NAME = "Navn", "Name";
    COMPARE_SORT_VALUE = "Andel", "Share";
    COMPARE_DEFINITION = "Læs definitionen", "Read the definition";
    COMPARE_RULES = "Regler for små tal, regelsæt {version}", "Rules for small numbers, rule set {version}";
    COMPARE_HIDDEN = "Skjulte tal", "Hidden numbers";
    COMPARE_HIDDEN_LEAD = "Et skjult tal er ikke 0. Det er bare ikke vist. Det er grunden:",
        "A hidden number is not 0. It is only not shown. This is why:";
    COMPARE_HIDDEN_ITEM_ONE = "{reason} Det gælder 1 enhed: {units}.", "{reason} This goes for 1 unit: {units}.";
    COMPARE_HIDDEN_ITEM = "{reason} Det gælder {count} enheder: {units}.", "{reason} This goes for {count} units: {units}.";
    COMPARE_HIDDEN_LEVELS = "{reason} Det gælder det, I sammenlignes med: {units}.", "{reason} This goes for what is compared with: {units}.";
    COMPARE_SELECTED = "Valgt enhed", "Chosen unit";
    COMPARE_OWN = "Jeres eget tal", "Your own number";
    COMPARE_OWN_EXACT = "{share} ({ratio}), usikkerhed {low} til {high}. Det præcise tal ser kun I.",
        "{share} ({ratio}), uncertainty {low} to {high}. Only you see the exact number.";
    COMPARE_OWN_NONE = "I har ingen forløb i perioden.", "You have no courses in the period.";
    COMPARE_TO_INDICATOR = "Se udviklingen", "See the development";
    COMPARE_TO_COURSES = "Se forløbene bag tallet", "See the courses behind the number";
    COMPARE_FAIR = "Fair sammenligning", "Fair comparison";
    COMPARE_RAW = "Ujusteret", "Unadjusted";
    COMPARE_ADJUSTED = "Justeret", "Adjusted";
    COMPARE_SHRUNKEN = "Udjævnet", "Smoothed";
    COMPARE_RAW_DOES = "Viser andelen, som den er talt: Sådan er det gået enhedens borgere.",
        "Shows the share as it is counted: this is how the unit's citizens fared.";
    COMPARE_RAW_NOT = "Den tager ikke højde for, at enhedernes borgere er forskellige, og at små enheder svinger mest.",
        "It does not allow for units having different citizens, and for small units varying most.";
    COMPARE_ADJUSTED_DOES = "Viser enhedens resultat i forhold til det, man kunne vente med netop dens borgere, omregnet til en andel.",
        "Shows the unit's result against what would be expected of its own citizens, expressed as a share.";
    COMPARE_ADJUSTED_NOT = "Den fjerner ikke andre forskelle, fx hvor syge borgerne er. Brug den ved siden af den ujusterede, ikke i stedet.",
        "It does not remove other differences, such as how ill citizens are. Use it beside the unadjusted share, not instead.";
    COMPARE_SHRUNKEN_DOES = "Trækker små enheders andele mod gennemsnittet, fordi en stor del af deres udsving er tilfældigt.",
        "Pulls the shares of small units towards the mean, because much of their variation is chance.";
    COMPARE_SHRUNKEN_NOT = "Den kan skjule, at en lille enhed virkelig er anderledes. Den retter ikke for borgersammensætning.",
        "It can hide that a small unit really is different. It does not adjust for case mix.";
    COMPARE_CARD = "Sådan er der regnet (modelkort)", "How it is computed (model card)";
    COMPARE_CARD_METHOD = "Metode", "Method";
    COMPARE_CARD_FACTOR = "Justeret for", "Adjusted for";
    COMPARE_CARD_LEFT_OUT = "Ikke justeret for", "Not adjusted for";
    COMPARE_CARD_LEFT_OUT_WHY = "For få enheder har nok dele, der kan vises. Det er udeladt for alle, så alle sammenlignes på samme grundlag.",
        "Too few units have enough parts that can be shown. It is left out for everybody, so that all are compared on the same.";
    COMPARE_CARD_REFERENCE = "Grundlag", "Reference";
    COMPARE_CARD_DISCRIMINATION = "Hvor godt det skiller forløbene", "How well it tells courses apart";
    COMPARE_CARD_DISCRIMINATION_TEXT = "c-statistik {value}; 0,5 er som at slå plat og krone", "c-statistic {value}; 0.5 is like tossing a coin";
    COMPARE_CARD_ASSUMPTIONS = "Det går beregningen ud fra", "What it takes for granted";
    COMPARE_CARD_LIMITS = "Det kan den ikke", "What it cannot do";
    COMPARE_CARD_LEVEL = "Gruppe", "Group";
    COMPARE_CARD_COUNT = "Forløb i grundlaget (afrundet)", "Courses in the reference (rounded)";
    COMPARE_CARD_SHARE = "Andel, der bruges", "Share used";
    COMPARE_CARD_POOLED = "slået sammen med andre", "pooled with others";
    COMPARE_CARD_VERSION = "Version {version}", "Version {version}";
    COMPARE_REFUSED = "Det tal viser vi ikke", "We do not show that number";
    COMPARE_REFUSED_WHY = "Tal på tværs af kommuner vises kun i udsnit, der er aftalt på forhånd. Ellers kunne man trække to tal fra hinanden og genkende en borger.",
        "Numbers across municipalities are shown only in cuts agreed beforehand. Otherwise one could subtract two numbers and recognise a citizen.";
    COMPARE_REFUSED_BACK = "Vis for alle borgere, seneste 12 måneder", "Show for all citizens, last 12 months";
    COMPARE_NONE = "Der er endnu ikke offentliggjort tal, så der er ingen at sammenligne med.", "No numbers have been published yet, so there is nobody to compare with.";
    COMPARE_NONE_HINT = "Tallene offentliggøres hver måned. Kom tilbage, når den første opgørelse er lavet.",
        "Numbers are published every month. Come back when the first snapshot has been made.";
    COMPARE_NOT_HERE = "Indikatoren er ikke med i den seneste opgørelse.", "The indicator is not in the newest snapshot.";
}
