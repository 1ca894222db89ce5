#include "pipeline/desk/confirmed.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

json::Object object_of(const ConfirmedValue& value) {
    json::Object out{{"value", value.value}, {"by", value.by}, {"at", to_ms(value.at)}, {"seen", value.seen}};
    if (value.looked) out.set("looked", true);
    return out;
}
ConfirmedValue value_of(const json::Value& value) {
    return {value.text_at("value"), value.text_at("by"), from_ms(value.int_at("at")), value.text_at("seen"),
            value.bool_at("looked")};
}

// A whole number is written without a point.
double real(const json::Value& number) {
    if (const auto* whole = number.integer()) return static_cast<double>(*whole);
    return number.real() ? *number.real() : 0.0;
}

LinePlace place_of(const json::Value& line) {
    LinePlace place{};
    const auto& sides = line.array_at("place");
    for (std::size_t i = 0; i < std::min(place.size(), sides.size()); ++i) place.at(i) = real(sides[i]);
    return place;
}

} // namespace

const ConfirmedValue* Confirmed::find(std::string_view name) const {
    const auto found = fields.find(std::string(name));
    return found == fields.end() ? nullptr : &found->second;
}

json::Value to_json(const Confirmed& confirmed) {
    json::Object fields;
    json::Array lines;
    for (const auto& [name, value] : confirmed.fields) fields.set(name, object_of(value));
    for (const auto& line : confirmed.lines) {
        auto one = object_of(line.value);
        one.set("page", line.page).set("line", line.line);
        if (line.place != LinePlace{}) one.set("place", json::Array(line.place.begin(), line.place.end()));
        lines.emplace_back(std::move(one));
    }
    json::Object out{{"v", 1}, {"fields", std::move(fields)}, {"lines", std::move(lines)}};
    if (confirmed.claims) {
        json::Array claims;
        for (const auto& claim : *confirmed.claims) claims.emplace_back(object_of(claim));
        out.set("claims", std::move(claims));
    }
    if (confirmed.at) out.set("saved", json::Object{{"by", confirmed.by}, {"at", to_ms(*confirmed.at)}});
    return out;
}

Result<Confirmed> read_confirmed(std::string_view text) {
    Confirmed out;
    if (text.empty()) return out;
    const auto whole = json::parse(text);
    if (!whole || whole->int_at("v") != 1 || !whole->at("fields").object())
        return fail(Kind::corrupt, "letter.confirmed_malformed", "这封信的核校记录无法读取，请联系管理员。");
    for (const auto& [name, value] : whole->at("fields").object()->members())
        out.fields[name] = value_of(value);
    for (const auto& line : whole->array_at("lines"))
        out.lines.push_back({static_cast<int>(line.int_at("page")), static_cast<int>(line.int_at("line")),
                             place_of(line), value_of(line)});
    if (whole->at("claims").array()) {
        out.claims.emplace();
        for (const auto& claim : whole->array_at("claims")) out.claims->push_back(value_of(claim));
    }
    if (const auto& saved = whole->at("saved"); saved.object()) {
        out.by = saved.text_at("by");
        out.at = from_ms(saved.int_at("at"));
    }
    return out;
}

} // namespace docket::desk
