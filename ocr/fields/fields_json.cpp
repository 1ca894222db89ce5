#include "ocr/fields/fields.hpp"

#include <algorithm>
#include <cmath>

namespace docket::ocr {
namespace {

double rounded(float confidence) { return std::round(static_cast<double>(confidence) * 10000.0) / 10000.0; }

float real_at(const json::Value& object, std::string_view key) {
    return static_cast<float>(object.number_at(key, static_cast<double>(object.int_at(key))));
}

Failure malformed() {
    return fail(Kind::invalid, "fields.malformed",
                "these are not the fields of a letter; read the letter again");
}

Result<Box> box_of(const json::Value& row) {
    const auto& sides = row.array_at("box");
    if (sides.size() != 4) return malformed();
    for (const auto& side : sides)
        if (side.integer() == nullptr) return malformed();
    const auto at = [&sides](std::size_t i) { return static_cast<int>(*sides[i].integer()); };
    return Box{at(0), at(1), at(2), at(3)};
}

Result<std::vector<std::string>> texts_of(const json::Value& row, std::string_view key) {
    std::vector<std::string> out;
    for (const auto& text : row.array_at(key)) {
        if (text.string() == nullptr) return malformed();
        out.push_back(*text.string());
    }
    return out;
}

json::Object row_of(const FieldValue& field) {
    json::Object row{{"name", field.name},
                     {"value", field.value},
                     {"raw", field.raw},
                     {"confidence", rounded(field.confidence)},
                     {"page", field.page},
                     {"box", json::Array{field.box.x, field.box.y, field.box.w, field.box.h}},
                     {"doubts", json::Array(field.doubts.begin(), field.doubts.end())}};
    json::Array readings;
    for (const auto& [engine, value] : field.readings)
        readings.emplace_back(json::Object{{"engine", engine}, {"value", value}});
    if (!readings.empty()) row.set("readings", std::move(readings));
    if (!field.candidates.empty())
        row.set("candidates", json::Array(field.candidates.begin(), field.candidates.end()));
    return row;
}

Result<FieldValue> field_of(const json::Value& row) {
    FieldValue field;
    field.name = row.text_at("name");
    if (field.name.empty()) return malformed();
    field.value = row.text_at("value");
    field.raw = row.text_at("raw");
    field.confidence = real_at(row, "confidence");
    field.page = static_cast<int>(row.int_at("page"));
    DOCKET_TRY(field.box, box_of(row));
    DOCKET_TRY(field.doubts, texts_of(row, "doubts"));
    DOCKET_TRY(field.candidates, texts_of(row, "candidates"));
    for (const auto& reading : row.array_at("readings"))
        field.readings.push_back({reading.text_at("engine"), reading.text_at("value")});
    return field;
}

} // namespace

bool FieldValue::agreed() const {
    return readings.size() >= 2 && !value.empty() &&
           std::ranges::all_of(readings, [this](const EngineReading& r) { return r.value == value; });
}

const FieldValue* LetterFields::find(std::string_view name) const {
    const auto at = std::ranges::find(fields, name, &FieldValue::name);
    return at == fields.end() ? nullptr : &*at;
}

std::vector<const FieldValue*> LetterFields::all(std::string_view name) const {
    std::vector<const FieldValue*> out;
    for (const auto& field : fields)
        if (field.name == name) out.push_back(&field);
    return out;
}

std::string LetterFields::value(std::string_view name) const {
    const auto* field = find(name);
    return field == nullptr ? "" : field->value;
}

json::Value to_json(const LetterFields& letter) {
    json::Array rows;
    for (const auto& field : letter.fields) rows.emplace_back(row_of(field));
    json::Object out{{"page_confidence", rounded(letter.page_confidence)},
                     {"characters", letter.characters},
                     {"fields", std::move(rows)}};
    if (letter.left_out > 0) out.set("left_out", letter.left_out);
    return out;
}

Result<LetterFields> from_json(const json::Value& value) {
    if (value.object() == nullptr || value.at("fields").array() == nullptr) return malformed();
    LetterFields letter;
    letter.page_confidence = real_at(value, "page_confidence");
    letter.characters = static_cast<int>(value.int_at("characters"));
    letter.left_out = static_cast<int>(value.int_at("left_out"));
    for (const auto& row : value.array_at("fields")) {
        DOCKET_TRY(auto field, field_of(row));
        letter.fields.push_back(std::move(field));
    }
    return letter;
}

} // namespace docket::ocr
