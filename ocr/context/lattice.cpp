#include "ocr/context/lattice.hpp"

#include "pipeline/base/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace docket::ocr {
namespace {

constexpr std::size_t longest_word = 6;
constexpr std::size_t beam = 12;           // ways into a place that are followed
constexpr std::size_t most_spellings = 60; // of the words of one length from one place
constexpr double weight = 0.5;             // of the model against the engine
constexpr double unknown = -11.5;          // of a character that the model has not as a word
constexpr double changed_alone = -1.0;     // a word of one character tells little: names are such rows
constexpr float nothing = 1e-4F;           // the least an engine's confidence counts as

// One way of writing the characters from a place on.
struct Spelling {
    std::string text;
    std::vector<std::size_t> chosen;
    double engine = 0; // sum of the logarithms of its confidences
};

// One way to have come to a place: its last two words, and where it came from.
struct Way {
    double score = 0;
    std::string before, last;
    std::size_t from = 0, of = 0; // the place, and which of its ways
    std::vector<std::size_t> chosen;
};

class Search {
  public:
    Search(const std::vector<Choices>& places, const Words& words)
        : places_(places), words_(words), ways_(places.size() + 1) {}

    std::vector<std::size_t> best() {
        ways_[0].push_back({});
        for (std::size_t at = 0; at < places_.size(); ++at) {
            narrow(ways_[at]);
            for (const auto& spelling : spellings(at)) extend(at, spelling);
        }
        return walked_back();
    }

  private:
    static void narrow(std::vector<Way>& ways) {
        std::stable_sort(ways.begin(), ways.end(),
                         [](const Way& a, const Way& b) { return a.score > b.score; });
        if (ways.size() > beam) ways.resize(beam);
    }

    // Every word the model knows that may be written from here on, and each single character.
    std::vector<Spelling> spellings(std::size_t at) const {
        std::vector<Spelling> out, open{{}};
        for (std::size_t n = 1; n <= longest_word && at + n <= places_.size(); ++n) {
            std::vector<Spelling> longer;
            for (const auto& start : open) append_each(start, places_[at + n - 1], longer);
            if (longer.size() > most_spellings) {
                std::stable_sort(longer.begin(), longer.end(),
                                 [](const Spelling& a, const Spelling& b) { return a.engine > b.engine; });
                longer.resize(most_spellings);
            }
            for (const auto& one : longer)
                if (n == 1 || words_.knows(one.text)) out.push_back(one);
            open = std::move(longer);
        }
        return out;
    }

    static void append_each(const Spelling& start, const Choices& choices, std::vector<Spelling>& out) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            auto longer = start;
            append_utf8(longer.text, choices[i].ch);
            longer.chosen.push_back(i);
            longer.engine += std::log(static_cast<double>(std::max(choices[i].confidence, nothing)));
            out.push_back(std::move(longer));
        }
    }

    void extend(std::size_t at, const Spelling& word) {
        const bool alone = word.chosen.size() == 1;
        const bool known = !alone || words_.knows(word.text);
        const double own = word.engine + (alone && word.chosen[0] > 0 ? changed_alone : 0);
        auto& reached = ways_[at + word.chosen.size()];
        for (std::size_t i = 0; i < ways_[at].size(); ++i) {
            const auto& way = ways_[at][i];
            const double told = known ? told_by(way, word.text) : unknown;
            reached.push_back({way.score + own + weight * told, known ? way.last : std::string(),
                               known ? word.text : std::string(), at, i, word.chosen});
        }
    }

    double told_by(const Way& way, const std::string& word) {
        const auto key = way.before + ' ' + way.last + ' ' + word;
        const auto found = told_.find(key);
        if (found != told_.end()) return found->second;
        std::vector<std::string_view> row;
        if (!way.before.empty()) row.emplace_back(way.before);
        if (!way.last.empty()) row.emplace_back(way.last);
        row.emplace_back(word);
        return told_[key] = words_.follows(row);
    }

    std::vector<std::size_t> walked_back() {
        std::vector<std::size_t> out(places_.size());
        narrow(ways_.back());
        for (std::size_t at = places_.size(), i = 0; at > 0;) {
            const auto& way = ways_[at][i];
            std::copy(way.chosen.begin(), way.chosen.end(),
                      out.begin() + static_cast<std::ptrdiff_t>(way.from));
            i = way.of;
            at = way.from;
        }
        return out;
    }

    const std::vector<Choices>& places_;
    const Words& words_;
    std::vector<std::vector<Way>> ways_;
    std::unordered_map<std::string, double> told_;
};

} // namespace

std::vector<std::size_t> likeliest(const std::vector<Choices>& places, const Words& words) {
    if (places.empty()) return {};
    return Search(places, words).best();
}

} // namespace docket::ocr
