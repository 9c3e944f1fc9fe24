//! What charts and their tables say.

use domain::text::Phrase;

/// Declares phrases as `NAME = "Dansk", "English";` and lists them for the tests.
macro_rules! phrases {
    ($($name:ident = $da:literal, $en:literal;)+) => {
        $(#[doc = $en] pub const $name: Phrase = Phrase { da: $da, en: $en };)+

        /// Every phrase with its name, for those who check them.
        pub const ALL: &[(&str, Phrase)] = &[$((stringify!($name), $name)),+];
    };
}

phrases! {
    // Columns of tables of numbers.
    COLUMN_PERIOD = "Periode", "Period";
    COLUMN_SHARE = "Andel", "Share";
    COLUMN_NUMERATOR = "Tæller", "Numerator";
    COLUMN_DENOMINATOR = "Nævner", "Denominator";
    COLUMN_LOW = "95\u{a0}% nedre", "95% lower";
    COLUMN_HIGH = "95\u{a0}% øvre", "95% upper";
    COLUMN_CENTRE = "Midtlinje", "Centre line";
    COLUMN_LIMIT_LOW = "Nedre kontrolgrænse", "Lower control limit";
    COLUMN_LIMIT_HIGH = "Øvre kontrolgrænse", "Upper control limit";
    COLUMN_MISSING = "Uoplyst", "Not stated";
    COLUMN_EXCLUDED = "Udeladt", "Left out";
    COLUMN_PENDING = "Afventer", "Pending";
    COLUMN_REMARK = "Bemærkning", "Remark";
    COLUMN_FROM = "Fra", "From";
    COLUMN_TO = "Til", "To";
    // Lines and axes.
    AXIS_CUT = "Aksen starter ved {start}", "The axis starts at {start}";
    LINE_CENTRE = "Midtlinje {value}", "Centre line {value}";
    LINE_LIMITS = "Kontrolgrænser", "Control limits";
    LINE_LIMITS_TRIAL = "Foreløbige kontrolgrænser", "Provisional control limits";
    LINE_INCOMPLETE = "Perioden er ikke færdig", "The period is not finished";
    TARGET_OWN = "Jeres mål {target}", "Your aim {target}";
    TARGET_STANDARD = "Mål {target}", "Target {target}";
    TARGET_PLACEHOLDER = "Mål {target} (foreløbigt)", "Target {target} (provisional)";
    // Points.
    POINT_RANDOM = "tilfældig variation", "random variation";
    POINT_INCOMPLETE = "ikke færdig endnu", "not finished yet";
    SERIES_EMPTY = "ingen forløb", "no courses";
    SERIES_NOTHING = "Ingen afsluttede forløb i perioden.", "No finished courses in the period.";
    // What stands around a chart.
    COUNT_ONE = "1 forløb", "1 course";
    COUNT_MANY = "{count} forløb", "{count} courses";
    NOTE_BASIS = "Tæller {basis}", "Counted {basis}";
    NOTE_MISSING = "Uoplyst {share} ({count} forløb)", "Not stated {share} ({count} courses)";
    NOTE_VERSION = "Definition {version}", "Definition {version}";
    NOTE_KNOWN = "Som kendt den {date}", "As known on {date}";
    NOTE_SOURCE = "Kilde: HjerteKom", "Source: HjerteKom";
    NOTE_UPDATED = "Data opdateret {date} kl. {time}", "Data updated {date} at {time}";
    // The overview.
    COLUMN_NUMBER = "Nr.", "No.";
    COLUMN_MISSING_SHARE = "Andel uoplyst", "Share not stated";
    INTERVAL_95 = "95\u{a0}% konfidensinterval", "95% confidence interval";
    FILTER_AS_OF = "Som kendt den", "As known on";
    OVERVIEW_TITLE = "Overblik · {unit}", "Overview · {unit}";
    OVERVIEW_NOTE_FILE = "Efter den dato, hvor forløbet tæller. Ikke justeret for forskelle mellem borgerne. Kilde: HjerteKom.",
        "By the date the course counts. Not adjusted for differences between citizens. Source: HjerteKom.";
    OVERVIEW_EMPTY = "Der er endnu ingen forløb i registret.", "There are no courses in the registry yet.";
    COLUMN_INDICATOR = "Indikator", "Indicator";
    COLUMN_VARIATION = "Udvikling", "Development";
    COLUMN_ASSURANCE = "Målopfyldelse", "Target attainment";
    COLUMN_STANDARD = "Mål", "Target";
    COMPARED_CLUSTER = "Klynge", "Cluster";
    COMPARED_REGION = "Region", "Region";
    COMPARED_ALL = "Alle", "All";
    ROW_EMPTY = "Ingen forløb endnu", "No courses yet";
    // Comparisons.
    COMPARE_SORT_NOTE = "Rækkefølgen er usikker: Hvor usikkerhederne overlapper, kan den være tilfældig. Det er ikke en rangliste.",
        "The order is uncertain: where uncertainties overlap, it may be chance. It is not a ranking.";
    COMPARE_COUNTED = "Antal forløb (afrundet)", "Number of courses (rounded)";
    COMPARE_ALL_SHARE = "Alle {share} (n\u{a0}=\u{a0}{count})", "All {share} (n\u{a0}=\u{a0}{count})";
    COMPARE_SHOWN_SHARE = "samlet {share}", "together {share}";
    COMPARE_SHOWN_LINE = "Den vandrette linje er de viste enheders samlede andel: {share} af omkring {count} forløb.",
        "The level line is the share of the units shown taken together: {share} of about {count} courses.";
    COMPARE_KEY_OWN = "Jer", "You";
    COMPARE_KEY_CLUSTER = "Jeres klynge", "Your cluster";
    COMPARE_KEY_SIMILAR = "Ligner jer mest", "Most like you";
    COMPARE_KEY_OTHERS = "Andre", "Others";
    COMPARE_KEY_UNITS = "Enheder", "Units";
    COMPARE_KEY_BETTER = "Bedre end forventet", "Better than expected";
    COMPARE_KEY_WORSE = "Dårligere end forventet", "Worse than expected";
    COMPARE_TARGET = "Mål {share}", "Target {share}";
    COMPARE_OTHERS_GROUP = "Øvrige", "Others";
    COMPARE_COMPARED_WITH = "Sammenlignet med", "Compared with";
    COMPARE_COLUMN_UNIT = "Enhed", "Unit";
    COMPARE_COLUMN_COUNT = "Forløb (afrundet)", "Courses (rounded)";
    COMPARE_COLUMN_SHARE = "Andel", "Share";
    COMPARE_COLUMN_ADJUSTED = "Andel, justeret", "Share, adjusted";
    COMPARE_COLUMN_SHRUNKEN = "Andel, udjævnet", "Share, smoothed";
    COMPARE_COLUMN_LOW = "Usikkerhed, fra", "Uncertainty, from";
    COMPARE_COLUMN_HIGH = "Usikkerhed, til", "Uncertainty, to";
    COMPARE_COLUMN_EXPECTED_LOW = "Forventet, fra", "Expected, from";
    COMPARE_COLUMN_EXPECTED_HIGH = "Forventet, til", "Expected, to";
    COMPARE_COLUMN_FLAG = "Vurdering", "Assessment";
    COMPARE_SAID_COUNT = "omkring {count} forløb", "about {count} courses";
    COMPARE_SAID_INTERVAL = "usikkerhed {low} til {high}", "uncertainty {low} to {high}";
    COMPARE_SAID_EXPECTED = "forventet {low} til {high}", "expected {low} to {high}";
    COMPARE_SUBTITLE = "{number} {indicator} · {period} · {level}", "{number} {indicator} · {period} · {level}";
    COMPARE_SUBTITLE_OF = "kun {level}", "{level} only";
    COMPARE_N = "i alt omkring {count} forløb", "about {count} courses in all";
    COMPARE_EMPTY = "Ingen af enhederne har tal, der kan vises.", "None of the units has numbers that can be shown.";
    COMPARE_FUNNEL_EMPTY = "Der tegnes ingen tragt her. Se hvorfor under figuren, eller vælg skov eller tabel.",
        "No funnel is drawn here. See why below the figure, or choose forest or table.";
    COMPARE_SNAPSHOT = "Opgjort {as_of}, offentliggjort {published}, regelsæt {version}", "As of {as_of}, published {published}, rule set {version}";
    COMPARE_COLUMN_WHO = "Fremhævet", "Highlighted";
    COMPARE_POINTED_HIDDEN = "{unit} (skjult)", "{unit} (hidden)";
    COMPARE_NOBODY_NEAR = "Ingen andre fra jeres klynge er med.", "No others of your cluster are included.";
    COMPARE_NOBODY_SIMILAR = "Ingen af enhederne med tal ligner jer nok til at blive fremhævet.", "None of the units with numbers is enough like you to be highlighted.";
    COMPARE_NOBODY_OWN_HIDDEN = "Ingen er fremhævet: Når jeres eget tal er skjult, kan vi ikke finde dem, der ligner jer.", "None is highlighted: while your own number is hidden, those like you cannot be found.";
    // The own result beside cluster, region and all.
    REPORT_COLUMN_CLUSTER = "Klynge", "Cluster";
    REPORT_COLUMN_REGION = "Region", "Region";
    REPORT_COLUMN_ALL = "Alle", "All";
    REPORT_FOREST_NOTE = "{period}: jeres egne tal ved siden af klynge, region og alle, med antal forløb i parentes. Ikke justeret for forskelle mellem borgerne.",
        "{period}: your own numbers beside cluster, region and all, with the number of courses in brackets. Not adjusted for differences between citizens.";
    REPORT_FOREST_AGAINST = "{share} ({ratio}) mod {all} i hele HjerteKom.", "{share} ({ratio}) against {all} in all of HjerteKom.";
    REPORT_FOREST_ALONE = "{share} ({ratio}). Der er ingen samlet andel at sammenligne med.", "{share} ({ratio}). There is no share of all to compare with.";
    REPORT_HIDDEN = "skjult", "hidden";
    REPORT_OWN_NONE = "Ingen af jeres forløb i perioden tæller med i {number}.", "None of your courses in the period counts in {number}.";
    REPORT_OWN_ZERO = "ingen tæller med", "none counts";
    YES = "Ja", "Yes";
    NO = "Nej", "No";
    // What pages of numbers share, the flow and waiting.
    NUMBERS_SUBTITLE = "{what} · {unit} · {from} – {to} · n\u{a0}=\u{a0}{count}", "{what} · {unit} · {from} – {to} · n\u{a0}=\u{a0}{count}";
    NUMBERS_SOURCE = "Kilde: {source}", "Source: {source}";
    NUMBERS_OWN_CHOICE = "HjerteKoms eget valg, ikke en faglig standard", "HjerteKom's own choice, not a professional standard";
    NUMBERS_OWN_ONLY = "Tallene er kommunens egne og ikke justeret for forskelle mellem borgerne.",
        "The numbers are the municipality's own and not adjusted for differences between citizens.";
    FLOW_BASIS = "efter henvisningsdato", "by date of referral";
    FLOW_EMPTY = "Ingen borgere er henvist i perioden. Vælg en længere periode.",
        "Nobody was referred in the period. Choose a longer one.";
    FLOW_WHAT = "Fra henvisning til afslutning", "From referral to the end";
    FLOW_STEP = "Trin eller årsag", "Step or cause";
    FLOW_COUNT = "Forløb", "Courses";
    FLOW_OF_PREVIOUS = "Af forrige trin", "Of the step before";
    FLOW_OF_REFERRED = "Af henviste", "Of the referred";
    FLOW_REASONS = "Årsager", "Reasons";
    FLOW_VALUE_FIRST = "{count}", "{count}";
    FLOW_VALUE = "{count} · {previous} af forrige · {referred} af henviste", "{count} · {previous} of previous · {referred} of referred";
    FLOW_VALUE_ENDING = "{count} · {referred} af henviste", "{count} · {referred} of referred";
    FLOW_SAYS_FIRST = "{label}: {count}", "{label}: {count}";
    FLOW_SAYS = "{label}: {count}, {previous} af forrige trin, {referred} af henviste",
        "{label}: {count}, {previous} of the step before, {referred} of the referred";
    FLOW_SAYS_ENDING = "Sluttet før tid, {label}: {count}, {referred} af henviste. {reasons}",
        "Ended early, {label}: {count}, {referred} of the referred. {reasons}";
    FLOW_ENDED_EARLY = "Sluttet før tid, efter årsag", "Ended early, by cause";
    FLOW_REASON = "{label} ({count})", "{label} ({count})";
    FLOW_UNDER_WAY_ONE = "1 forløb er stadig undervejs og kan nå længere.", "1 course is still under way and can come further.";
    FLOW_UNDER_WAY = "{count} forløb er stadig undervejs og kan nå længere.", "{count} courses are still under way and can come further.";
    WAIT_WHAT = "Dage {label}", "Days {label}";
    WAIT_EMPTY = "Ingen ventetid er afsluttet i perioden.", "Nobody's wait ended in the period.";
    WAIT_DAYS_ONE = "1\u{a0}dag", "1\u{a0}day";
    WAIT_DAYS = "{count}\u{a0}dage", "{count}\u{a0}days";
    WAIT_UNIT = "dage", "days";
    WAIT_MEDIAN_LINE = "Median {days}", "Median {days}";
    WAIT_MEDIAN_RANGE = "Median {days} ({low}–{high})", "Median {days} ({low}–{high})";
    WAIT_BAND_NOTE = "Båndet om medianen viser dens usikkerhed (95 % konfidensinterval).", "The band at the median shows its uncertainty (95% confidence interval).";
    WAIT_TARGET_LINE = "Mål {days}", "Target {days}";
    WAIT_TARGET_NOTE = "{target} ({source})", "{target} ({source})";
    WAIT_FOLD = "over {days}", "over {days}";
    WAIT_COLUMN_DAYS = "Ventetid i dage", "Days waited";
    WAIT_COLUMN_COUNT = "Forløb", "Courses";
    WAIT_COLUMN_UP_TO = "Andel af prikkerne, der højst ventede så længe", "Share of the dots that waited no longer";
    // Case mix.
    CASE_MIX_BASIS = "efter startdato", "by date of start";
    CASE_MIX_INTERVALS = "Stregen om en prik viser usikkerheden (95 % konfidensinterval).", "The line at a dot shows the uncertainty (95% confidence interval).";
    CASE_MIX_SPLIT_EMPTY = "Ingen af forløbene har et svar her.", "None of the courses has an answer here.";
    CASE_MIX_WHAT = "Andel af forløb med svar", "Share of courses with an answer";
    CASE_MIX_LARGEST = "{split}: {level} er den største gruppe, {share}", "{split}: {level} is the largest group, {share}";
    CASE_MIX_ALL = "Alle kommuner", "All municipalities";
    CASE_MIX_LEVEL = "Gruppe", "Group";
    CASE_MIX_COUNT = "Forløb", "Courses";
    CASE_MIX_SHARE = "Andel", "Share";
    CASE_MIX_LOW = "95\u{a0}% fra", "95% from";
    CASE_MIX_HIGH = "95\u{a0}% til", "95% to";
    CASE_MIX_HIDDEN = "skjult", "hidden";
    CASE_MIX_LARGEST_EVEN = "{split}: lige mange i grupperne {level}, hver {share}", "{split}: equally many in the groups {level}, {share} each";
    CASE_MIX_VALUE = "{own} ({count})", "{own} ({count})";
    CASE_MIX_VALUE_AND_ALL = "{own} ({count}) · alle {all}", "{own} ({count}) · all {all}";
    CASE_MIX_SAYS = "{level}: {share}, {count} af {known}, 95\u{a0}% {low} til {high}", "{level}: {share}, {count} of {known}, 95% {low} to {high}";
    CASE_MIX_SAYS_ALL = "alle kommuner {all}", "all municipalities {all}";
    CASE_MIX_UNKNOWN = "Uoplyst: {count} forløb; andelene er af de {known} med svar.", "Not stated: {count} courses; shares are of the {known} with an answer.";
    CASE_MIX_HIDDEN_NOTE = "Skjult: for få borgere i gruppen til at vise alle kommuners andel.", "Hidden: too few citizens in the group to show the share of all municipalities.";
    CASE_MIX_PUBLISHED = "Alle kommuner: de seneste offentliggjorte tal i hele procent.", "All municipalities: the newest published numbers in whole per cent.";
    CASE_MIX_NOT_COMPARED = "Alle kommuners fordeling på disse grupper offentliggøres ikke.", "How all municipalities divide into these groups is not published.";
    CASE_MIX_UNPUBLISHED = "Der er endnu ikke offentliggjort tal for alle kommuner at holde op imod.", "No numbers of all municipalities have been published yet to compare with.";
    // Results.
    RESULTS_BASIS = "efter afslutningsdato", "by date of ending";
    RESULTS_EMPTY = "Ingen forløb i perioden har målingen både ved start og ved slut.",
        "No course in the period has the measure both at the start and at the end.";
    RESULTS_START = "Start", "Start";
    RESULTS_END = "Slut", "End";
    RESULTS_CHANGE = "Ændring", "Change";
    RESULTS_CITIZEN = "Borger", "Citizen";
    RESULTS_REACHED = "Grænsen nået", "Reaches the threshold";
    RESULTS_KEY_START = "ved start", "at the start";
    RESULTS_KEY_END = "ved slut", "at the end";
    RESULTS_KEY_REACHED = "ved slut, grænsen nået", "at the end, threshold reached";
    RESULTS_LEVEL = "Grænse {value}", "Threshold {value}";
    RESULTS_SAYS = "{start} ved start, {end} ved slut, ændring {change}", "{start} at the start, {end} at the end, change {change}";
    RESULTS_SAYS_REACHED = "{start} ved start, {end} ved slut, ændring {change}, grænsen nået", "{start} at the start, {end} at the end, change {change}, reaches the threshold";
    RESULTS_NO_CHANGE = "ingen ændring", "no change";
    RESULTS_COUNTED = "Antal borgere", "Number of citizens";
    RESULTS_FROM = "Ændring fra", "Change from";
    RESULTS_TO = "til under", "to below";
    RESULTS_SAYS_BIN_ONE = "Ændring fra {from} til under {to}: 1 borger", "Change from {from} to below {to}: 1 citizen";
    RESULTS_SAYS_BIN = "Ændring fra {from} til under {to}: {count} borgere", "Change from {from} to below {to}: {count} citizens";
    RESULTS_UP = "Højere er bedre", "Higher is better";
    RESULTS_DOWN = "Lavere er bedre", "Lower is better";
    RESULTS_HISTOGRAM_NOTE = "Søjlerne tæller borgere efter, hvor meget de har ændret sig.", "The bars count citizens by how much they changed.";
    RESULTS_MOVES_START = "Ved start", "At the start";
    RESULTS_MOVES_TOTAL = "I alt", "In all";
    RESULTS_MOVES_NOTE = "Procenterne er af rækken: dem, der gav samme svar ved start.", "Percentages are of the row: those who gave the same answer at the start.";
    RESULTS_TOO_FEW = "Under 10 borgere: Kun de, der må se forløbene, ser hver borgers ændring.", "Fewer than 10 citizens: only those who may see the courses see how each citizen changed.";
    // One number per quarter over time.
    DEVELOPMENT_NOTHING = "Intet at tegne endnu.", "Nothing to draw yet.";
    DEVELOPMENT_TOO_FEW = "for få {counted} (n = {count}, mindst {fewest})", "too few {counted} (n = {count}, at least {fewest})";
    DEVELOPMENT_SAYS = "{label}: {value}, n = {count}", "{label}: {value}, n = {count}";
    DEVELOPMENT_GAPS = "Kvartaler med færre end {fewest} {counted} vises som huller.", "Quarters with fewer than {fewest} {counted} are shown as gaps.";
    DEVELOPMENT_RANGE = "Afstand til tallet før", "Distance to the number before";
    DEVELOPMENT_RANGE_UNIT = "Afstand til tallet før ({unit})", "Distance to the number before ({unit})";
    DEVELOPMENT_RANGE_LARGE = "større end tilfældig variation", "more than random variation";
    DEVELOPMENT_RANGE_SAYS = "{label}: {value} fra tallet før", "{label}: {value} from the number before";
    DEVELOPMENT_RANGE_GAP = "intet tal", "no number";
    DEVELOPMENT_RANGE_NONE = "intet tal før at sammenligne med", "no number before to compare with";
    DEVELOPMENT_RANGE_MEAN = "Gennemsnit {value}", "Mean {value}";
    DEVELOPMENT_RANGE_LIMIT = "Øvre grænse", "Upper limit";
    DEVELOPMENT_RANGE_NOTE = "Grænsen er 3,267 gange gennemsnittet.", "The limit is 3.267 times the mean.";
    DEVELOPMENT_RANGE_SCREENED = "Usædvanligt store afstande, der er holdt ude af gennemsnittet: {count}.",
        "Unusually large distances that are left out of the mean: {count}.";
    DEVELOPMENT_POINTS = "procentpoint", "percentage points";
    RULES_ANHOEJ_NOTE = "Regelsæt Anhøj: punkt uden for kontrolgrænserne, usædvanlig lang serie på samme side af midtlinjen eller få kryds.",
        "Rules Anhøj: a point outside the control limits, an unusually long run on one side of the centre line, or few crossings.";
    RULES_NHS_NOTE = "Regelsæt NHS: punkt uden for kontrolgrænserne, 7 i træk på samme side, 7 i træk med stigning eller fald, eller 2 af 3 tæt på en grænse.",
        "Rules NHS: a point outside the control limits, 7 in a row on one side, 7 in a row rising or falling, or 2 of 3 near a limit.";
    // Completeness.
    QUALITY_BASIS = "efter skemaets dato", "by the date of the form";
    QUALITY_EMPTY = "Ingen skemaer er afsluttet i perioden.", "No form was completed in the period.";
    QUALITY_FIELDS_TITLE = "{form}: {share} af felterne er udfyldt", "{form}: {share} of the fields are filled";
    QUALITY_FIELDS_TITLE_NONE = "{form}: ingen skemaer i perioden", "{form}: no forms in the period";
    QUALITY_FIELDS_WHAT = "Komplethed pr. felt og kvartal, procent", "Completeness per field and quarter, per cent";
    QUALITY_FIELD = "Felt", "Field";
    QUALITY_TOTAL = "I alt", "In all";
    QUALITY_STEP_0 = "under 60\u{a0}%", "below 60%";
    QUALITY_STEP_1 = "60–79\u{a0}%", "60–79%";
    QUALITY_STEP_2 = "80–89\u{a0}%", "80–89%";
    QUALITY_STEP_3 = "90–94\u{a0}%", "90–94%";
    QUALITY_STEP_4 = "mindst 95\u{a0}%", "at least 95%";
    QUALITY_OLDER = "Der er ikke plads til de ældste kvartaler; de står i tabellen.", "The oldest quarters have no room; they are in the table.";
    QUALITY_SAYS = "{field}, {quarter}: {share}, {filled} af {asked} udfyldt", "{field}, {quarter}: {share}, {filled} of {asked} filled";
    QUALITY_SAYS_EXPLAINED = "{field}, {quarter}: {share}, {filled} af {asked} udfyldt, {explained} med begrundelse", "{field}, {quarter}: {share}, {filled} of {asked} filled, {explained} with a reason";
    QUALITY_SAYS_NOT_ASKED = "{field}, {quarter}: ikke spurgt", "{field}, {quarter}: not asked";
    QUALITY_FIELDS_NOTE = "En begrundelse for en manglende værdi tæller ikke som udfyldt. Felter tæller kun, hvor skemaet spurgte.",
        "A reason for a missing value does not count as filled. Fields count only where the form asked.";
    QUALITY_QUARTER = "{number}. kvt. {year}", "Q{number} {year}";
}
