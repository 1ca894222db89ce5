#include "ocr/ppocr/recognise.hpp"

#include <algorithm>
#include <cmath>

namespace docket::ocr::ppocr {
namespace {

constexpr float worth_saying = 0.002F; // of another candidate

using Row = std::span<const float>;

// Characters that hold more than `worth_saying` at this step, the winner left out.
void gather(Row row, std::size_t winner, std::span<const char32_t> dictionary,
            std::vector<Candidate>& others) {
    for (std::size_t c = 1; c < row.size() && c < dictionary.size(); ++c) {
        if (c == winner || row[c] < worth_saying || dictionary[c] == U'\uFFFD') continue;
        const auto known = std::find_if(others.begin(), others.end(),
                                        [&](const Candidate& one) { return one.ch == dictionary[c]; });
        if (known == others.end())
            others.push_back({dictionary[c], row[c]});
        else
            known->confidence = std::max(known->confidence, row[c]);
    }
}

void rank(std::vector<Candidate>& others) {
    std::stable_sort(others.begin(), others.end(),
                     [](const Candidate& a, const Candidate& b) { return a.confidence > b.confidence; });
    if (others.size() > most_others) others.resize(most_others);
}

// The usual distance from one middle to the next; 1 for a line of one character.
float usual_pitch(std::vector<float> middles) {
    if (middles.size() < 2) return 1;
    for (std::size_t i = 0; i + 1 < middles.size(); ++i) middles[i] = middles[i + 1] - middles[i];
    middles.pop_back();
    const auto half = middles.begin() + static_cast<std::ptrdiff_t>(middles.size() / 2);
    std::nth_element(middles.begin(), half, middles.end());
    return *half;
}

// Neighbours meet in the middle between them, but none is much wider than usual: beside a hole it keeps its
// size.
void give_widths(std::vector<Seen>& line, const std::vector<float>& middles) {
    const float widest = 0.6F * usual_pitch(middles);
    const auto n = line.size();
    for (std::size_t i = 0; i < n; ++i) {
        const float before = i > 0 ? (middles[i] - middles[i - 1]) / 2 : widest;
        const float after = i + 1 < n ? (middles[i + 1] - middles[i]) / 2 : widest;
        line[i].from = std::max(0.0F, middles[i] - std::min(before, widest));
        line[i].to = std::min(1.0F, middles[i] + std::min(after, widest));
    }
}

} // namespace

std::vector<Seen> decode(std::span<const float> probabilities, std::size_t steps, double used,
                         std::span<const char32_t> dictionary) {
    std::vector<Seen> line;
    std::vector<float> middles;
    const auto classes = probabilities.size() / std::max<std::size_t>(1, steps);
    const auto scale = static_cast<float>(1.0 / (static_cast<double>(steps) * used));
    std::size_t before = 0;
    for (std::size_t t = 0; t < steps; ++t) {
        const Row row = probabilities.subspan(t * classes, classes);
        const auto best = static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
        if (best != 0 && best < dictionary.size()) {
            const float middle = std::min(1.0F, (static_cast<float>(t) + 0.5F) * scale);
            if (best != before) {
                line.push_back({dictionary[best], middle, middle, row[best], {}});
                middles.push_back(middle);
            } else if (row[best] > line.back().confidence) {
                line.back().confidence = row[best];
                middles.back() = middle;
            }
            gather(row, best, dictionary, line.back().others);
        }
        before = best;
    }
    for (auto& seen : line) rank(seen.others);
    give_widths(line, middles);
    return line;
}

} // namespace docket::ocr::ppocr
