#include "ocr/fields/running.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <map>

namespace docket::ocr {
namespace {

struct Source {
    const Glyph* glyph;
    const Line* line_read;
    int page;
    std::size_t line;
};

// A box of the original on the page set upright.
Box upright(Box box, const PageText& page) {
    switch (page.turned) {
    case 90: return {page.height - box.y - box.h, box.x, box.h, box.w};
    case 180: return {page.width - box.x - box.w, page.height - box.y - box.h, box.w, box.h};
    case 270: return {box.y, page.width - box.x - box.w, box.h, box.w};
    default: return box;
    }
}

// A blank that was read needs less room to count: readers also see blanks between evenly set characters.
bool stands_apart(Box left, Box right, bool blank, bool vertical) {
    if (left.empty() || right.empty()) return blank;
    return room_between(left, right, vertical) > (blank ? 0.4F : 0.8F);
}

} // namespace

Box around(Box a, Box b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const int x = std::min(a.x, b.x);
    const int y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y};
}

float room_between(Box before, Box here, bool vertical) {
    const int size = vertical ? std::max(before.w, here.w) : std::max(before.h, here.h);
    const int room = vertical ? here.y - (before.y + before.h) : here.x - (before.x + before.w);
    return static_cast<float>(room) / static_cast<float>(size);
}

Running::Running(std::span<const PageText> pages, std::span<const int> numbers) {
    std::u32string read;
    std::vector<Source> sources;
    std::size_t line_number = 0;
    for (const int number : numbers) {
        for (const auto& line : pages[static_cast<std::size_t>(number)].lines) {
            for (const auto& glyph : line.glyphs) {
                read += glyph.ch == U'\n' ? U' ' : glyph.ch;
                sources.push_back({&glyph, &line, number, line_number});
            }
            read += U'\n';
            sources.push_back({nullptr, &line, number, line_number});
            ++line_number;
        }
    }
    const auto normal = text::normalise(read);
    for (std::size_t i = 0; i < normal.text.size(); ++i) {
        const auto& source = sources[normal.source[i]];
        if (source.glyph == nullptr || normal.text[i] == U'\n') continue;
        text_ += normal.text[i];
        simple_ += normal.simplified[i] == U'覆' ? U'复' : normal.simplified[i]; // 覆核 is 复核
        const bool blank = normal.source[i] > 0 && text::is_space(read[normal.source[i] - 1]);
        const auto& page = pages[static_cast<std::size_t>(source.page)];
        const auto box = source.glyph->box.empty() ? Box{} : upright(source.glyph->box, page);
        places_.push_back({source.glyph, source.line_read, box, source.page, source.line, false, blank});
    }
    mark_gaps_and_lines();
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (places_[i].starts_line && i > 0) lined_ += U'\n', index_.push_back(i);
        lined_ += simple_[i], index_.push_back(i);
    }
}

void Running::mark_gaps_and_lines() {
    // Where the writing ends, by page: the right edge of rows, the lower one of columns.
    std::map<std::pair<int, bool>, int> edge;
    const auto reaches = [](const Place& p) {
        return p.source->vertical ? p.upright.y + p.upright.h : p.upright.x + p.upright.w;
    };
    for (std::size_t i = 0; i < places_.size(); ++i) {
        auto& here = places_[i];
        auto& end = edge[{here.page, here.source->vertical}];
        end = std::max(end, reaches(here));
        here.starts_line = i == 0 || places_[i - 1].line != here.line;
        if (here.starts_line) {
            here.after_gap = false;
            lines_.push_back({i, i + 1});
        } else {
            lines_.back().end = i + 1;
            here.after_gap =
                stands_apart(places_[i - 1].upright, here.upright, here.after_gap, here.source->vertical);
        }
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        for (auto at = lines_[i].begin; at < lines_[i].end; ++at)
            places_[at].line = i; // lines without text fall out
        const auto& last = places_[lines_[i].end - 1];
        const auto& box = last.upright;
        const int size = last.source->vertical ? box.w : box.h;
        full_.push_back(box.empty() || reaches(last) + 3 * size >= edge[{last.page, last.source->vertical}]);
    }
}

std::string Running::utf8(Span s) const { return text::encode(text(s)); }

std::string Running::raw(Span s) const {
    std::u32string out;
    const Glyph* before = nullptr;
    for (auto i = s.begin; i < s.end; ++i) {
        if (places_[i].glyph != before) out += places_[i].glyph->ch;
        before = places_[i].glyph;
    }
    return text::encode(out);
}

bool Running::at_boundary(std::size_t at) const {
    return at == 0 || places_[at].starts_line || places_[at].after_gap || text::is_punctuation(text_[at - 1]);
}

float Running::mean(Span s) const {
    if (s.empty()) return 0;
    float sum = 0;
    for (auto i = s.begin; i < s.end; ++i) sum += places_[i].glyph->confidence;
    return sum / static_cast<float>(s.end - s.begin);
}

float Running::weakest(Span s) const {
    if (s.empty()) return 0;
    float least = 1;
    for (auto i = s.begin; i < s.end; ++i) least = std::min(least, places_[i].glyph->confidence);
    return least;
}

Box Running::box(Span s) const {
    Box all;
    for (auto i = s.begin; i < s.end; ++i)
        if (places_[i].page == page(s)) all = around(all, places_[i].glyph->box);
    return all;
}

int Running::page(Span s) const { return s.empty() ? 0 : places_[s.begin].page; }

float choice(const Glyph& glyph, char32_t c) {
    const auto found = std::ranges::find(glyph.others, c, &Candidate::ch);
    return found == glyph.others.end() ? 0 : found->confidence;
}

std::u32string as_listed(const Running& letter, Span read, std::u32string_view name, Span around) {
    const auto listed = text::simplified(name);
    const auto was = letter.simple(read);
    const bool traditional = letter.text(around) != letter.simple(around);
    const auto same = static_cast<std::size_t>(std::ranges::mismatch(was, listed).in1 - was.begin());
    const auto behind = std::min(was.size(), listed.size()) - same - (was.size() == listed.size() ? 1 : 0);
    std::u32string out(letter.text({read.begin, read.begin + same}));
    if (was.size() <= listed.size()) out += traditional ? text::traditional(name[same]) : name[same];
    return out += letter.text({read.end - behind, read.end});
}

} // namespace docket::ocr
