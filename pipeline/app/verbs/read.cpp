#include "ocr/page_json.hpp"
#include "pipeline/app/exporting.hpp"
#include "pipeline/app/lexicon_files.hpp"
#include "pipeline/app/printing.hpp"
#include "pipeline/app/reading.hpp"
#include "pipeline/app/verb.hpp"

#include <unistd.h>

#include <iostream>
#include <system_error>

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
    std::unique_ptr<flow::PageReader> reader;
    ocr::Lexicon lexicon;
};

// `n`: which of the files of the call.
Result<std::vector<ocr::PageText>> read_file(Readers& readers, const Exporter& exporter, std::size_t n,
                                             const std::filesystem::path& file) {
    SystemRandom random;
    const Scratch scratch(random.next());
    DOCKET_CHECK(readers.unpacker->open(file));
    DOCKET_TRY(const auto pages, readers.unpacker->unpack(file, scratch.folder));
    std::vector<ocr::PageText> texts;
    for (const auto& page : pages) {
        DOCKET_TRY(auto text, readers.reader->read(page.file, [](const Failure&) {}));
        texts.push_back(std::move(text));
    }
    DOCKET_CHECK(exporter.write({n, file, scratch.folder, pages, texts}));
    return texts;
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
    return json::Object{{"file", name}, {"pages", pages}, {"read", ocr::to_json(fields)}, {"ms", ms}};
}

} // namespace

Result<int> read(const Call& call) {
    const auto& files = call.arguments.rest();
    if (files.empty()) return usage("docket read FILE… [--text|--json|--alto|--hocr] [--archive DIR]");
    if (const auto engine = call.arguments.text("engine", "auto"); engine != "auto" && engine != "tesseract")
        return usage("没有识读引擎 " + engine + "。");
    DOCKET_TRY(const auto exporter, Exporter::of(call));
    const ReadingSettings settings{call.program, 1, "tesseract", ""};
    Readers readers{make_unpacker(settings), {}, {}};
    DOCKET_TRY(readers.reader, make_page_reader(settings));
    DOCKET_TRY(readers.lexicon, read_lexicon(share() / "pipeline/config/haicang"));
    int exit = 0;
    std::size_t n = 0;
    for (const auto& file : files) {
        const auto texts = read_file(readers, exporter, n++, file);
        if (!texts) {
            complain(texts.error(), file);
            exit = graver_exit(exit, verdict(texts.error().kind).exit);
            continue;
        }
        if (call.arguments.has("json")) {
            DOCKET_TRY(const auto fields, ocr::understand(*texts, readers.lexicon));
            std::cout << json::dump(as_json(file, *texts, fields)) << '\n';
        } else if (exporter.prints()) {
            std::cout << exporter.printed(file, *texts);
        } else {
            for (const auto& text : *texts) std::cout << normalised_text(text);
        }
    }
    return exit;
}

} // namespace docket::app::verb
