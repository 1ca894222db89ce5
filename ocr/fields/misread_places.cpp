#include "ocr/fields/misread_places.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>

namespace docket::ocr {
namespace {

// As the list writes it, and simplified, which is compared: the simplified form of 垵 is no character of any
// place.
struct Listed {
    std::u32string name, simple;
};
Listed listed(std::string_view utf8) {
    const auto decoded = text::decode(utf8);
    auto forms = decoded ? text::normalise(*decoded) : text::Normalised();
    return {std::move(forms.text), std::move(forms.simplified)};
}

// The first character in which they differ; the length of both when they do not.
std::size_t alike_until(std::u32string_view a, std::u32string_view b) {
    const auto [in_a, in_b] = std::ranges::mismatch(a, b);
    return static_cast<std::size_t>(in_a - a.begin());
}

// Read with one character wrong, lost or too many.
bool one_edit_apart(std::u32string_view read, std::u32string_view name) {
    const auto at = alike_until(read, name);
    if (read.size() == name.size()) return at < read.size() && read.substr(at + 1) == name.substr(at + 1);
    if (read.size() + 1 == name.size()) return read.substr(at) == name.substr(at + 1);
    if (read.size() == name.size() + 1) return read.substr(at + 1) == name.substr(at);
    return false;
}

// 厦门市海沧区 is the city and the district.
std::vector<Listed> own_names(const Divisions& divisions) {
    const auto whole = listed(divisions.district());
    std::vector<Listed> out;
    std::size_t begin = 0;
    for (std::size_t i = 1; i < whole.simple.size(); ++i)
        if (text::is_one_of(whole.simple[i], U"省市区县")) {
            out.push_back(
                {whole.name.substr(begin, i + 1 - begin), whole.simple.substr(begin, i + 1 - begin)});
            begin = i + 1;
        }
    return out;
}

// 青礁 of 青礁村.
Listed stem_of(Listed unit) {
    const auto length = unit_stem(unit.simple);
    unit.name.resize(length), unit.simple.resize(length);
    return unit;
}

class Address {
  public:
    Address(const Divisions& divisions, std::u32string_view words, const Chance& chance)
        : divisions_(divisions), words_(words), chance_(chance) {}

    std::vector<MisreadPlace> misread() {
        bool ours = false;
        for (const auto& own : own_names(divisions_)) ours = take({own}) || ours;
        const auto before_street = found_.size();
        const bool street = take(streets());
        const bool guessed = found_.size() > before_street;
        const bool unit = take_unit();
        // 新店街道 of another district is none of ours unless our district or a village of it stands there.
        if (street && guessed && !ours && !unit) found_.resize(before_street);
        return std::move(found_);
    }

  private:
    std::vector<Listed> streets() const {
        std::vector<Listed> out;
        for (const auto& unit : divisions_.units())
            if (unit.name.empty()) out.push_back(listed(unit.street));
        return out;
    }

    bool take(const std::vector<Listed>& names) {
        for (const auto& one : names)
            if (words_.substr(at_).starts_with(one.simple)) {
                street_ = one.simple, at_ += one.simple.size();
                return true;
            }
        for (const std::size_t longer : {std::size_t{1}, std::size_t{0}, std::size_t{2}}) {
            std::vector<const Listed*> fitting;
            std::size_t length = 0;
            for (const auto& one : names) {
                const auto here = words_.substr(at_, one.simple.size() + 1 - longer);
                if (one.simple.size() < 3 || !one_edit_apart(here, one.simple)) continue;
                if (here.back() != one.simple.back()) continue; // 区, 道: what kind of place is sure
                fitting.push_back(&one), length = here.size();
            }
            if (fitting.size() != 1) continue;
            note(at_, at_ + length, fitting[0]->name);
            street_ = fitting[0]->simple, at_ += length;
            return true;
        }
        return false;
    }

    // The village or community, of the street that stands before it; where none does, of any.
    bool take_unit() {
        constexpr std::size_t longest = 6;
        std::size_t end = at_ + 1;
        while (end < at_ + longest && end < words_.size() && unit_kind_at(words_.substr(end)) == 0) ++end;
        if (end >= words_.size() || unit_kind_at(words_.substr(end)) == 0) return false;
        const auto read = words_.substr(at_, end - at_);
        std::vector<Listed> fitting;
        for (const auto& unit : divisions_.units()) {
            if (unit.name.empty()) continue;
            if (!street_.empty() && street_.ends_with(U"街道") && listed(unit.street).simple != street_)
                continue;
            auto stem = stem_of(listed(unit.name));
            if (stem.simple == read) return at_ = end, true;
            if (one_edit_apart(read, stem.simple)) fitting.push_back(std::move(stem));
        }
        if (fitting.size() > 1)
            std::erase_if(fitting, [&](const Listed& stem) {
                const auto at = alike_until(read, stem.simple);
                return stem.simple.size() != read.size() || chance_(at_ + at, stem.name[at]) <= 0;
            });
        if (fitting.size() != 1) return false;
        note(at_, end, fitting[0].name);
        repeat(end, std::u32string(read), fitting[0]);
        return true;
    }

    // 新垵村新垵北路: the same character misread again, as the same or as another.
    void repeat(std::size_t end, const std::u32string& read, const Listed& stem) {
        const auto at = end + unit_kind_at(words_.substr(end));
        const auto size = stem.simple.size(), wrong = alike_until(read, stem.simple);
        const auto again = words_.substr(std::min(at, words_.size()), size);
        if (again.size() < size || again == stem.simple) return;
        if (read.size() + 1 == size) { // lost once, lost twice
            if (words_.substr(at, read.size()) == read) note(at, at + read.size(), stem.name);
            return;
        }
        if (read.size() == size && one_edit_apart(again, stem.simple) &&
            alike_until(again, stem.simple) == wrong)
            note(at, at + size, stem.name);
    }

    void note(std::size_t begin, std::size_t end, std::u32string name) {
        found_.push_back({begin, end, std::move(name)});
    }

    const Divisions& divisions_;
    std::u32string_view words_;
    const Chance& chance_;
    std::size_t at_ = 0;
    std::u32string street_;
    std::vector<MisreadPlace> found_;
};

} // namespace

std::vector<MisreadPlace> misread_places(const Divisions& divisions, std::u32string_view address,
                                         const Chance& chance) {
    return Address(divisions, address, chance).misread();
}

} // namespace docket::ocr
