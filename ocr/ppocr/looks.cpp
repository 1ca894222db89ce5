#include "ocr/ppocr/looks.hpp"

#include <algorithm>
#include <cmath>

namespace docket::ocr::ppocr {
namespace {

constexpr float apart = 1.0F; // pitches between the middles of two characters that cannot be one

// What the looks say at one place of the surest of them.
struct Heard {
    std::vector<Candidate> says; // sums over the looks
    float silent = 0;            // how many looks have nothing there
};

float middle(const Seen& seen) { return (seen.from + seen.to) / 2; }

float pitch(const std::vector<Seen>& line) {
    return line.size() < 2
               ? 1
               : (middle(line.back()) - middle(line.front())) / static_cast<float>(line.size() - 1);
}

void say(Heard& heard, char32_t ch, float confidence) {
    const auto known = std::ranges::find(heard.says, ch, &Candidate::ch);
    if (known == heard.says.end())
        heard.says.push_back({ch, confidence});
    else
        known->confidence += confidence;
}

void hear(Heard& heard, const Seen& seen) {
    say(heard, seen.ch, seen.confidence);
    for (const auto& other : seen.others) say(heard, other.ch, other.confidence);
}

Seen settled(Seen seen, Heard heard, float looks) {
    std::ranges::stable_sort(heard.says, std::greater<>(), &Candidate::confidence);
    for (auto& one : heard.says) one.confidence /= looks;
    seen.ch = heard.says.front().ch;
    seen.confidence = heard.says.front().confidence;
    heard.says.erase(heard.says.begin());
    if (heard.says.size() > most_others) heard.says.resize(most_others);
    seen.others = std::move(heard.says);
    return seen;
}

} // namespace

std::vector<std::optional<std::size_t>> pairs(const std::vector<Seen>& line, const std::vector<Seen>& other) {
    const auto rows = line.size() + 1, cols = other.size() + 1;
    const float most = apart * pitch(line);
    std::vector<float> least(rows * cols);
    const auto at = [&](std::size_t i, std::size_t j) -> float& { return least[i * cols + j]; };
    const auto paired = [&](std::size_t i, std::size_t j) {
        const float off = std::abs(middle(line[i - 1]) - middle(other[j - 1]));
        if (off > most) return at(i - 1, j - 1) + 3;
        return at(i - 1, j - 1) + (line[i - 1].ch == other[j - 1].ch ? 0.0F : 1.0F) + off / most / 4;
    };
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < cols; ++j) {
            if (i == 0 || j == 0)
                at(i, j) = static_cast<float>(i + j);
            else
                at(i, j) = std::min({paired(i, j), at(i - 1, j) + 1, at(i, j - 1) + 1});
        }
    std::vector<std::optional<std::size_t>> out(line.size());
    for (std::size_t i = line.size(), j = other.size(); i > 0 && j > 0;) {
        if (at(i, j) == paired(i, j))
            --i, --j, out[i] = j;
        else if (at(i, j) == at(i - 1, j) + 1)
            --i;
        else
            --j;
    }
    return out;
}

Seen weighed(const Seen& first, const Seen& second) {
    Heard heard;
    hear(heard, first);
    hear(heard, second);
    return settled(first, std::move(heard), 2);
}

float sureness(const std::vector<Seen>& line) {
    float sum = 0;
    for (const auto& seen : line) sum += seen.confidence;
    return line.empty() ? 0 : sum / static_cast<float>(line.size());
}

std::vector<Seen> joined(std::vector<std::vector<Seen>> looks) {
    std::erase_if(looks, [](const auto& look) { return look.empty(); });
    if (looks.empty()) return {};
    std::ranges::stable_sort(looks, std::greater<>(), sureness);
    const auto& surest = looks.front();
    std::vector<Heard> heard(surest.size());
    for (std::size_t i = 0; i < surest.size(); ++i) hear(heard[i], surest[i]);
    for (std::size_t n = 1; n < looks.size(); ++n) {
        const auto there = pairs(surest, looks[n]);
        for (std::size_t i = 0; i < surest.size(); ++i) {
            if (there[i])
                hear(heard[i], looks[n][*there[i]]);
            else
                ++heard[i].silent;
        }
    }
    const auto all = static_cast<float>(looks.size());
    std::vector<Seen> line;
    for (std::size_t i = 0; i < surest.size(); ++i)
        if (heard[i].silent * 2 <= all) line.push_back(settled(surest[i], std::move(heard[i]), all));
    return line;
}

} // namespace docket::ocr::ppocr
