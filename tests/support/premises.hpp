// A bureau for tests: the premises last (a data folder, the clock, chance, what the machinery is told to
// say), the House is one running program over them and may end and start again. The store is the real one, so
// are the blobs; the office, its organs, people, calendars and templates are the shipped ones, but that the
// office does not write to the organ complained of. Premises and House may be used from several threads
// except where a member says otherwise.
#pragma once

#include "pipeline/files/anchor_file.hpp"
#include "pipeline/flow/act.hpp"
#include "pipeline/flow/receive.hpp"
#include "pipeline/store/store.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/plain_writer.hpp"
#include "tests/support/recording_shelf.hpp"
#include "tests/support/scripted_reading.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace docket::testing {

inline Date day(const char* text) { return *parse_iso_date(text); }

struct Premises {
    // `server`: the store lies in this database instead of a file.
    explicit Premises(std::uint64_t seed = 1, std::string server = {});

    TemporaryFolder folder{TemporaryFolder::in_memory()};
    ManualClock clock; // 2026-06-10 09:00 in China
    SeededRandom random;
    RecordingShelf shelf;
    ScriptedUnpacker unpacker;
    ScriptedReader reader;
    PlainArchivist archivist;
    PlainWriter writer;
    files::AnchorFile anchors;
    Faults faults;
    review::Calendar calendar;
    ocr::Lexicon lexicon;
    flow::Office office;
    const std::string server;

    // The office writes to the organ complained of when it accepts a request, as the shipped one does.
    void tell_respondents();
    std::filesystem::path database() const { return folder.path() / "docket.db"; }
    // Somebody with a tool looks into the database: rows as text.
    std::vector<std::vector<std::string>> ask(const std::string& sql) const;
    store::StoreSettings store() const { return {.file = database(), .server = server}; }
};

class House {
  public:
    // Opens the folder; the first time the office's organs and people are brought in.
    explicit House(Premises& premises);
    ~House();

    const flow::Tools& tools() const { return *tools_; }
    flow::BylawsInForce& bylaws() { return *bylaws_; }
    store::Store& store() { return *store_; }
    Premises& premises() { return premises_; }

    // A file with this text reaches the mailroom. The same uid is the same delivery.
    Result<flow::Arrival> receive(const std::string& text, const std::string& uid = "",
                                  std::optional<Date> received = {}, const std::string& channel = "letter");
    // The paper of a rejected arrival, scanned again.
    Result<flow::Arrival> receive_again(const std::string& text, std::int64_t rejected);
    // One lease of the journey is worked as queue::Worker does it, in this thread; false: none is ready.
    bool work_once();
    // Until nothing is ready; time goes on to the next try where one waits. One thread.
    void work();
    // The letter is received and worked: the number of its case. Throws where there is none.
    std::string register_letter(const std::string& text);

    // Counsel has spoken to what the check found before signing; vetoes stay as they are.
    void speak_to_findings(const std::string& number, const std::string& actor);
    Result<flow::ActReceipt> act(const std::string& number, review::Act act, const std::string& actor,
                                 json::Value input = json::Object{});
    review::Case load(const std::string& number);
    std::string text_of(const std::string& number); // digest of the newest draft
    flow::Arrival arrival(std::int64_t id);
    std::vector<review::Event> record_of(const std::string& number);
    review::Person person(const std::string& id);
    void put(const review::Person& person);
    std::vector<queue::JobRow> jobs(queue::State state);

    // What must hold whenever nobody is at work; sentences about what does not.
    std::vector<std::string> faults();

  private:
    flow::Delivery on_the_tray(const std::string& text);
    void furnish();
    Premises& premises_;
    std::string owner_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<flow::PeoplesWords> words_;
    std::unique_ptr<flow::BylawsInForce> bylaws_;
    std::unique_ptr<flow::Blobs> kept_;
    std::unique_ptr<FaultyWork> work_;
    std::unique_ptr<FaultyBlobs> blobs_;
    std::unique_ptr<flow::Tools> tools_;
};

} // namespace docket::testing
