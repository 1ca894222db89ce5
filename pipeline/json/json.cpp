#include "pipeline/json/json.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace docket::json {

Object::Object(std::initializer_list<Member> members) {
    for (const auto& [key, value] : members) set(key, value);
}

Object& Object::set(std::string key, Value value) {
    for (auto& [known, held] : members_)
        if (known == key) return held = std::move(value), *this;
    members_.emplace_back(std::move(key), std::move(value));
    return *this;
}

const Value* Object::find(std::string_view key) const {
    for (const auto& [known, held] : members_)
        if (known == key) return &held;
    return nullptr;
}

bool operator==(const Object& a, const Object& b) { return a.members_ == b.members_; }

const Value& Value::at(std::string_view key) const {
    static const Value null;
    const auto* self = object();
    const auto* found = self ? self->find(key) : nullptr;
    return found ? *found : null;
}

std::string Value::text_at(std::string_view key, std::string_view otherwise) const {
    const auto* found = at(key).string();
    return found ? *found : std::string(otherwise);
}
std::int64_t Value::int_at(std::string_view key, std::int64_t otherwise) const {
    const auto* found = at(key).integer();
    return found ? *found : otherwise;
}
double Value::number_at(std::string_view key, double otherwise) const {
    const auto& found = at(key);
    if (const auto* x = found.real()) return *x;
    const auto* n = found.integer();
    return n ? static_cast<double>(*n) : otherwise;
}
bool Value::bool_at(std::string_view key, bool otherwise) const {
    const auto* found = at(key).boolean();
    return found ? *found : otherwise;
}
std::vector<std::string> Value::texts_at(std::string_view key) const {
    std::vector<std::string> out;
    for (const auto& item : array_at(key))
        if (const auto* text = item.string()) out.push_back(*text);
    return out;
}
const Array& Value::array_at(std::string_view key) const {
    static const Array none;
    const auto* found = at(key).array();
    return found ? *found : none;
}

namespace {

void write_string(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (const auto byte = static_cast<unsigned char>(c); byte < 0x20) {
                out += "\\u00";
                out += digits[byte >> 4U];
                out += digits[byte & 15U];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

void write_real(std::string& out, double x) {
    if (!std::isfinite(x)) {
        out += "null";
        return;
    }
    std::array<char, 40> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x);
    const std::string_view written(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    out += written;
    if (written.find_first_of(".e") == std::string_view::npos) out += ".0";
}

struct Writer {
    std::string out;
    int indent;

    void line(int level) {
        if (indent == 0) return;
        out += '\n';
        out.append(static_cast<std::size_t>(indent) * static_cast<std::size_t>(level), ' ');
    }
    void write(const Value& value, int level) {
        if (const auto* b = value.boolean())
            out += *b ? "true" : "false";
        else if (const auto* n = value.integer())
            out += std::to_string(*n);
        else if (const auto* x = value.real())
            write_real(out, *x);
        else if (const auto* s = value.string())
            write_string(out, *s);
        else if (const auto* a = value.array())
            write_array(*a, level);
        else if (const auto* o = value.object())
            write_object(*o, level);
        else
            out += "null";
    }
    void write_array(const Array& array, int level) {
        out += '[';
        bool first = true;
        for (const auto& item : array) {
            if (!first) out += ',';
            first = false;
            line(level + 1);
            write(item, level + 1);
        }
        if (!array.empty()) line(level);
        out += ']';
    }
    void write_object(const Object& object, int level) {
        out += '{';
        bool first = true;
        for (const auto& [key, item] : object.members()) {
            if (!first) out += ',';
            first = false;
            line(level + 1);
            write_string(out, key);
            out += indent ? ": " : ":";
            write(item, level + 1);
        }
        if (!object.empty()) line(level);
        out += '}';
    }
};

} // namespace

std::string dump(const Value& value, int indent) {
    Writer writer{{}, indent};
    writer.write(value, 0);
    return std::move(writer.out);
}

} // namespace docket::json
