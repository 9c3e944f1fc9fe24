//! Who the citizens are.

super::phrases! {
    CASE_MIX_TITLE = "Borgersammensætning", "Case mix";
    CASE_MIX_BASIS = "efter startdato", "by date of start";
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
}
