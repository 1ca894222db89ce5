#include "pipeline/intake/child_page_reader.hpp"

#include "ocr/page_json.hpp"
#include "pipeline/sandbox/answer.hpp"

#include <algorithm>

namespace docket::intake {

struct ChildPageReader::Reader {
    sandbox::Conversation conversation;
    int pages = 0;
};

// One of the pool's places, for as long as a page is read; what is left in `reader` goes back to the pool.
class ChildPageReader::Turn {
  public:
    explicit Turn(ChildPageReader& pool) : reader(pool.take()), pool_(pool) {}
    ~Turn() { pool_.give_back(std::move(reader)); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    std::unique_ptr<Reader> reader;

  private:
    ChildPageReader& pool_;
};

ChildPageReader::ChildPageReader(ReaderSettings settings) : settings_(std::move(settings)) {
    settings_.children = std::max(1, settings_.children);
}
ChildPageReader::~ChildPageReader() = default;

std::unique_ptr<ChildPageReader::Reader> ChildPageReader::take() {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [this] { return busy_ < settings_.children; });
    ++busy_;
    if (idle_.empty()) return nullptr;
    auto reader = std::move(idle_.back());
    idle_.pop_back();
    return reader;
}

void ChildPageReader::give_back(std::unique_ptr<Reader> reader) {
    {
        const std::lock_guard lock(mutex_);
        --busy_;
        if (reader && reader->pages < settings_.pages_a_child) idle_.push_back(std::move(reader));
    }
    freed_.notify_one();
}

Result<ocr::PageText> ChildPageReader::read(const std::filesystem::path& image, const flow::ChildLost& lost) {
    Turn turn(*this);
    if (turn.reader && turn.reader->conversation.over())
        turn.reader.reset(); // died between pages: nobody's fault
    if (!turn.reader) {
        DOCKET_TRY(auto started, sandbox::Conversation::start(settings_.program, settings_.limits));
        turn.reader = std::make_unique<Reader>(Reader{std::move(started)});
    }
    ++turn.reader->pages;
    json::Object options{{"second_look", settings_.second_look}};
    if (!settings_.explain.empty())
        options.set("explain", (std::filesystem::absolute(settings_.explain) / image.stem()).string());
    const json::Value request =
        json::Object{{"image", std::filesystem::absolute(image).string()}, {"options", std::move(options)}};
    const auto lose = [&](const Failure& failure) {
        turn.reader.reset();
        lost(failure);
        return failure;
    };
    const auto message = turn.reader->conversation.ask(json::dump(request));
    if (!message) return lose(message.error());
    const auto answer = sandbox::understand(*message);
    if (!answer.understood) return lose(answer.outcome.error());
    if (!answer.outcome) return answer.outcome.error();
    return ocr::page_of(*answer.outcome);
}

} // namespace docket::intake
