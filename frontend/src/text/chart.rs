//! What every chart and every page of numbers says.

super::phrases! {
    EXPORT = "Hent", "Download";
    EXPORT_SVG = "Billede som SVG", "Picture as SVG";
    EXPORT_PNG = "Billede som PNG", "Picture as PNG";
    EXPORT_CSV_DANISH = "Tal til Excel (CSV, dansk)", "Numbers for a Danish Excel (CSV)";
    EXPORT_CSV_INTERNATIONAL = "Tal som CSV, internationalt", "Numbers as CSV, international";
    EXPORT_COPY_TABLE = "Kopiér tabel", "Copy table";
    EXPORT_COPY_LINK = "Kopiér link", "Copy link";
    EXPORT_SAVED = "Filen er hentet.", "The file has been downloaded.";
    EXPORT_FAILED = "Det kunne browseren ikke. Prøv igen.", "The browser could not do that. Try again.";
    TABLE_SORT = "Sortér efter kolonnen", "Sort by this column";
    CHART_HINT = "Piletaster går fra punkt til punkt.", "Arrow keys go from point to point.";
    CHART_HINT_ENTER = "Piletaster går fra punkt til punkt, Enter viser mere.",
        "Arrow keys go from point to point, Enter shows more.";
    CHART_NEWER = "Nye tal – opdatér", "New numbers – update";
    CHART_NEWER_ONE = "1 nyt forløb – opdatér", "1 new course – update";
    CHART_NEWER_MANY = "{count} nye forløb – opdatér", "{count} new courses – update";
    // Columns of tables of numbers.
}
