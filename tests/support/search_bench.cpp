// docket_search_bench N [FOLDER]: writes N invented letters of some 390 characters into a store of its own,
// as a bulk and then one by one, and searches them. Prints sizes and times, of the clock and of the
// processor; exit 1 where a goal of docs/decisions/0021 is missed by the processor's time. `./run soak
// search` runs it.
#include "pipeline/base/utf8.hpp"
#include "pipeline/store/store.hpp"
#include "tests/support/invented_letters.hpp"
#include "tests/support/temporary_folder.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <functional>
#include <iostream>

namespace {

using namespace docket;

struct Times {
    std::vector<double> clock, processor; // ms
    void take(const std::function<void()>& act) {
        const auto from = std::chrono::steady_clock::now();
        const auto worked = std::clock();
        act();
        processor.push_back(1000.0 * static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC);
        clock.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
    }
    static double at(std::vector<double> all, double part) {
        std::ranges::sort(all);
        return all[std::min(all.size() - 1,
                            static_cast<std::size_t>(part * static_cast<double>(all.size())))];
    }
    std::string said() const {
        std::array<char, 160> out{};
        std::snprintf(out.data(), out.size(), "p50 %.2f, p95 %.2f ms (of processor %.2f, %.2f)",
                      at(clock, 0.5), at(clock, 0.95), at(processor, 0.5), at(processor, 0.95));
        return out.data();
    }
};

class Bench {
  public:
    explicit Bench(const std::filesystem::path& folder)
        : file_(folder / "docket.db"), store_(*store::open_store({.file = file_})) {}

    void write(std::size_t n) {
        check(store_->work.transact([&](Transaction& tx) -> Result<void> {
            for (std::size_t i = 0; i < n; ++i) {
                flow::Arrival arrival;
                arrival.uid = std::to_string(++letters_);
                arrival.received = std::chrono::year{2026} / 6 / 1;
                DOCKET_CHECK(store_->arrivals.save(tx, arrival));
            }
            return {};
        }));
    }
    // The entries of whatever is marked, as the keeper writes them.
    void index() {
        const auto marked = store_->search_index.stale(32);
        check(marked);
        if (marked->empty()) return;
        std::vector<search::Entry> entries;
        for (const auto& one : *marked)
            entries.push_back({one.subject,
                               search::EntryKind::letter,
                               one.subject,
                               {},
                               encode_utf8(text::search_form(text_.next()).text)});
        check(store_->work.transact([&](Transaction& tx) -> Result<void> {
            for (std::size_t i = 0; i < entries.size(); ++i)
                DOCKET_CHECK(store_->search_index.replace(tx, (*marked)[i], entries[i]));
            return {};
        }));
        written_ += marked->size();
    }
    void tidy() {
        while (*store_->search_index.tidy()) {
        }
    }
    search::Found find(std::u32string_view words) {
        search::Wanted wanted;
        wanted.words = text::search_words(words);
        auto found = store_->search_index.find(wanted);
        check(found);
        return *std::move(found);
    }
    std::size_t written() const { return written_; }
    double megabytes() const {
        double sum = 0;
        for (const auto& one : std::filesystem::directory_iterator(file_.parent_path()))
            sum += static_cast<double>(one.file_size());
        return sum / 1e6;
    }

  private:
    template <class T> static void check(const Result<T>& done) {
        if (!done) throw std::runtime_error(done.error().code + ": " + done.error().detail);
    }
    std::filesystem::path file_;
    std::unique_ptr<store::Store> store_;
    testing::InventedLetters text_;
    std::size_t letters_ = 0, written_ = 0;
};

bool searched(Bench& bench) {
    struct Class {
        const char* name;
        std::vector<std::u32string_view> words;
    };
    const std::vector<Class> classes{
        {"1 character", {U"林", U"蓁", U"路", U"的", U"9", U"稷", U"海", U"翯"}},
        {"2 characters", {U"噪音", U"林阿", U"堵塞", U"海沧", U"温厝", U"蓁蓁", U"贵局", U"12"}},
        {"4 characters",
         {U"雨水管堵", U"渣土车抛", U"龙山苏河", U"征收补偿", U"没有这样", U"温厝街道", U"违章搭盖",
          U"1234"}},
        {"mixed",
         {U"海信访[2026]1234号", U"13912345678", U"2026-05-06", U"路灯 东孚", U"1万元", U"139-1234"}},
        {"long", {U"严重影响居民休息。我曾拨打电话", U"希望贵局督促海沧街道"}}};
    constexpr double goal_ms = 50;
    bool good = true;
    for (const auto& [name, words] : classes) {
        Times times;
        std::string hits;
        for (const auto word : words) {
            const auto found = bench.find(word);
            hits += " " + std::to_string(found.subjects.size()) + (found.more ? "+" : "");
            for (int i = 0; i < 3; ++i) times.take([&] { (void)bench.find(word); });
        }
        good = good && Times::at(times.processor, 0.95) <= goal_ms;
        std::cout << name << ": " << times.said() << "; found" << hits << "\n";
    }
    return good;
}

} // namespace

int main(int argc, char** argv) {
    std::size_t wanted = 100'000;
    if (argc > 1 && std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), wanted).ec != std::errc{})
        return 2;
    try {
        const testing::TemporaryFolder folder;
        Bench bench(argc > 2 ? std::filesystem::path(argv[2]) : folder.path());
        constexpr std::size_t at_once = 960;
        const auto from = std::clock();
        for (std::size_t n = 0; n < wanted; n += at_once) {
            bench.write(std::min(at_once, wanted - n));
            for (auto before = bench.written() + 1; before != bench.written();) {
                before = bench.written();
                bench.index();
            }
            bench.tidy();
        }
        const double seconds = static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
        std::cout << bench.written() << " letters, " << seconds << " s of processor, " << bench.megabytes()
                  << " MB\n";
        Times one;
        for (int i = 0; i < 100; ++i) {
            bench.write(1);
            one.take([&] { bench.index(); });
        }
        std::cout << "one more letter: " << one.said() << "\n";
        constexpr double insert_goal_ms = 5;
        const bool good = searched(bench);
        return good && Times::at(one.processor, 0.95) <= insert_goal_ms ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
