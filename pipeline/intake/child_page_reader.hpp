// Reads pages in a pool of child processes that stay between pages, because loading the models takes longer
// than many a page. May be called from any number of threads: a call waits until one of the children is free.
#pragma once

#include "pipeline/flow/reading_ports.hpp"
#include "pipeline/sandbox/conversation.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace docket::intake {

struct ReaderSettings {
    sandbox::Command program; // what becomes ocr::reader_child_main(): {"/usr/bin/docket", "reader-child"}
    sandbox::Limits limits{}; // `wall` is for one page, models loaded included
    int children = 1;         // at once
    int pages_a_child = 200;  // after which it is replaced, so that nothing creeps
    bool second_look = true;  // ocr::ReadOptions
    // Where each page's steps are put as pictures, in a folder of the page's own name; empty: nowhere.
    std::filesystem::path explain{};
};

class ChildPageReader final : public flow::PageReader {
  public:
    explicit ChildPageReader(ReaderSettings settings);
    ~ChildPageReader() override; // no call may be under way; its children are killed

    // A reader that could not even be started is unavailable "child.not_started", and `lost` is not called:
    // no page is to blame for it.
    Result<ocr::PageText> read(const std::filesystem::path& image, const flow::ChildLost& lost) override;

  private:
    struct Reader;
    class Turn;
    std::unique_ptr<Reader> take();
    void give_back(std::unique_ptr<Reader> reader);

    ReaderSettings settings_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Reader>> idle_; // guarded by mutex_
    int busy_ = 0;                              // guarded by mutex_
};

} // namespace docket::intake
