#include "pipeline/app/lexicon_files.hpp"

#include "pipeline/app/data_folder.hpp"

namespace docket::app {

namespace {

Failure of_file(const Failure& failure, const std::filesystem::path& file) {
    return fail(failure.kind, failure.code, file.string() + ": " + failure.detail);
}

Result<json::Value> value_of(const std::filesystem::path& file) {
    DOCKET_TRY(const auto text, read_text(file));
    auto value = json::parse(text);
    if (!value) return of_file(value.error(), file);
    return value;
}

} // namespace

Result<ocr::Lexicon> read_lexicon(const std::filesystem::path& office) {
    DOCKET_TRY(const auto organs, value_of(office / "organs.json"));
    DOCKET_TRY(auto lexicon, ocr::Lexicon::from_json(organs));
    if (const auto file = office / "divisions.json"; std::filesystem::exists(file)) {
        DOCKET_TRY(const auto value, value_of(file));
        auto divisions = ocr::Divisions::from_json(value);
        if (!divisions) return of_file(divisions.error(), file);
        lexicon.take(*std::move(divisions));
    }
    if (const auto file = office / "urgent.json"; std::filesystem::exists(file)) {
        DOCKET_TRY(const auto value, value_of(file));
        auto urgent = ocr::urgent_from_json(value);
        if (!urgent) return of_file(urgent.error(), file);
        lexicon.take(*std::move(urgent));
    }
    return lexicon;
}

} // namespace docket::app
