#include "ocr/fields/doubts.hpp"
#include "ocr/page_json.hpp"
#include "pipeline/app/exporting.hpp"
#include "pipeline/app/lexicon_files.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/reading.hpp"
#include "pipeline/app/verb.hpp"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>

namespace docket::app::verb {

namespace {

// A folder of our own under the system's, gone when we end.
class Scratch {
  public:
    explicit Scratch(std::uint64_t name)
        : folder(std::filesystem::temp_directory_path() / ("docket-read-" + std::to_string(name))) {
        std::filesystem::create_directory(folder);
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    }
    ~Scratch() {
        std::error_code ignored; // a leftover in the system's temporary folder is swept by the system
        std::filesystem::remove_all(folder, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::filesystem::path folder;
};

struct Readers {
    std::unique_ptr<flow::Unpacker> unpacker;
    std::unique_ptr<flow::PageReader> reader; // as many children as lanes
    ocr::Lexicon lexicon;
    bool json = false;
};

// The fields, and of each whether the desk shows it without a mark.
json::Value said(const ocr::LetterFields& fields) {
    auto out = ocr::to_json(fields);
    auto rows = out.array_at("fields");
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].object()->set("certain", ocr::certain(fields.fields[i]));
    out.object()->set("fields", std::move(rows));
    return out;
}

json::Value as_json(const std::string& name, const std::vector<ocr::PageText>& texts,
                    const ocr::LetterFields& fields) {
    json::Array pages;
    std::int64_t ms = 0;
    for (const auto& text : texts) {
        auto page = ocr::to_json(text);
        page.object()->set("text", normalised_text(text));
        pages.push_back(std::move(page));
        ms += text.ms;
    }
    return json::Object{{"file", name}, {"pages", pages}, {"read", said(fields)}, {"ms", ms}};
}

// What is printed of a file. `n`: which of the files of the call. Called by every lane.
Result<std::string> read_file(const Readers& readers, const Exporter& exporter, std::size_t n,
                              const std::filesystem::path& file) {
    SystemRandom random;
    const Scratch scratch(random.next());
    DOCKET_CHECK(readers.unpacker->open(file));
    DOCKET_TRY(const auto pages, readers.unpacker->unpack(file, scratch.folder, flow::Slice{}));
    std::vector<ocr::PageText> texts;
    for (const auto& page : pages) {
        DOCKET_TRY(auto text, readers.reader->read(page.file, [](const Failure&) {}));
        texts.push_back(std::move(text));
    }
    DOCKET_CHECK(exporter.write({n, file, scratch.folder, pages, texts}));
    if (readers.json) {
        DOCKET_TRY(const auto fields,
                   ocr::understand(texts, readers.lexicon, china.date(SystemClock{}.now())));
        return json::dump(as_json(file.string(), texts, fields)) + '\n';
    }
    if (exporter.prints()) return exporter.printed(file, texts);
    std::string out;
    for (const auto& text : texts) out += normalised_text(text);
    return out;
}

// Files are read side by side and told in the order in which they were named. A lane does not run far ahead
// of the telling, so that a thousand files do not wait in memory.
class Lanes {
  public:
    using Read = std::function<Result<std::string>(std::size_t n)>;
    using Tell = std::function<void(std::size_t n, const Result<std::string>&)>;

    Lanes(std::size_t files, int lanes, Read read) : files_(files), read_(std::move(read)) {
        for (int i = 0; i < lanes; ++i) lanes_.emplace_back([this] { run(); });
    }

    void tell_all(const Tell& tell) {
        for (std::size_t n = 0; n < files_; ++n) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return done_.contains(n); });
            const auto outcome = std::move(done_.extract(n).mapped());
            told_ = n + 1;
            lock.unlock();
            changed_.notify_all();
            tell(n, outcome);
        }
    }

  private:
    static constexpr std::size_t ahead = 16; // files

    void run() {
        while (true) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return next_ >= files_ || next_ < told_ + ahead; });
            if (next_ >= files_) return;
            const auto n = next_++;
            lock.unlock();
            auto outcome = guarded(n);
            lock.lock();
            done_.emplace(n, std::move(outcome));
            lock.unlock();
            changed_.notify_all();
        }
    }

    // A lane is a boundary: what was not foreseen is told like any other failure, and the next file is read.
    Result<std::string> guarded(std::size_t n) const {
        try {
            return read_(n);
        } catch (const std::exception& surprise) {
            return fail(Kind::internal, "read.surprise",
                        std::string("识读时出了意外，请重试：") + surprise.what());
        }
    }

    const std::size_t files_;
    const Read read_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::size_t, Result<std::string>> done_; // guarded by mutex_, like the next two
    std::size_t next_ = 0, told_ = 0;
    std::vector<std::jthread> lanes_; // last: joined before the rest goes
};

int processors() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

} // namespace

Result<int> read(const Call& call) {
    const auto& files = call.arguments.rest();
    if (files.empty())
        return usage("docket read FILE… [--text|--json|--alto|--hocr] [--archive DIR] [--explain DIR]");
    const auto explain = call.arguments.text("explain", "");
    if (!explain.empty() && files.size() > 1)
        return usage("--explain DIR 一次只解释一个文件：每一页一个文件夹，每一步一张图。");
    DOCKET_TRY(const auto exporter, Exporter::of(call));
    const int lanes = std::min(processors(), static_cast<int>(files.size()));
    const ReadingSettings settings{call.program, lanes, call.arguments.text("engine", "auto"), "", explain};
    warn_of_missing_engine(settings);
    Readers readers{make_unpacker(settings), {}, {}, call.arguments.has("json")};
    DOCKET_TRY(readers.reader, make_page_reader(settings));
    DOCKET_TRY(readers.lexicon, read_lexicon(share() / "pipeline/config/haicang"));
    int exit = 0;
    Lanes(files.size(), lanes, [&](std::size_t n) {
        return read_file(readers, exporter, n, files[n]);
    }).tell_all([&](std::size_t n, const Result<std::string>& told) {
        if (told) {
            std::cout << *told << std::flush;
            return;
        }
        complain(told.error(), files[n]);
        exit = graver_exit(exit, verdict(told.error().kind).exit);
    });
    return exit;
}

} // namespace docket::app::verb
