// A data folder: what docket keeps of one office. docket.json marks it and says whether it is a demo. One
// process opens it through one DataFolder; several processes may have it open. Locks are advisory (flock).
//
//   docket.json  docket.properties  docket.db  blobs/  issued/<case>/  anchors.log  office/  scratch/
//   worker.lock  use.lock  pictures/ and cache/, which may be deleted
#pragma once

#include "pipeline/app/settings.hpp"
#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/files/durable.hpp"
#include "pipeline/flow/installation.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace docket::app {

// The fixed date on which demo, tests and pictures live (a Wednesday, 09:00 in China).
inline constexpr Date demo_date{std::chrono::year{2026}, std::chrono::June, std::chrono::day{10}};

struct DataFolder {
    std::filesystem::path root;
    flow::Installation installation;
    Settings settings;
    std::shared_ptr<const Clock> clock; // the machine's, or the demo's

    bool demo() const { return installation.demo; }
    std::filesystem::path configuration() const { return root / "docket.properties"; }
    std::filesystem::path database() const { return root / "docket.db"; }
    std::filesystem::path cache() const { return root / "cache"; } // of blobs that lie in an S3 store
    std::filesystem::path blobs() const {                          // where they lie in a folder
        return settings.blobs.empty() ? root / "blobs" : std::filesystem::path(settings.blobs);
    }
    std::filesystem::path pictures() const { return root / "pictures"; }
    std::filesystem::path issued() const {
        return settings.issued.empty() ? root / "issued" : std::filesystem::path(settings.issued);
    }
    std::filesystem::path anchors() const { return root / "anchors.log"; }
    std::filesystem::path office() const { return root / "office"; }
    std::filesystem::path scratch() const { return root / "scratch"; }

    // Makes the folder, for its owner alone where it was not there; the office's configuration is copied into
    // it. Failures: conflict "folder.not_empty",
    // not_found "folder.no_office", unavailable "folder.unwritable".
    static Result<DataFolder> create(const std::filesystem::path& root,
                                     const flow::Installation& installation, const Settings& settings,
                                     const std::filesystem::path& office);
    // Failures: not_found "folder.unknown" (no docket.json there: run docket init), conflict
    // "folder.half_restored", corrupt "folder.malformed", those of the settings.
    static Result<DataFolder> open(const std::filesystem::path& root);
};

// From --data or DOCKET_DATA; Failure: usage.
class Arguments;
Result<DataFolder> data_folder(const Arguments& arguments);
bool names_folder(const Arguments& arguments); // for a verb that can do without

// Held by every process that works the queue; whoever can take it alone knows that nobody does.
class WorkerLock {
  public:
    // shared: beside other workers. Failure: unavailable "folder.unwritable".
    static Result<WorkerLock> shared(const DataFolder& folder);
    // Whether no worker holds the folder now.
    static Result<bool> nobody_works(const DataFolder& folder);
    WorkerLock(WorkerLock&& other) noexcept;
    WorkerLock& operator=(WorkerLock&&) = delete;
    ~WorkerLock();

  private:
    explicit WorkerLock(int fd) : fd_(fd) {}
    int fd_;
};

// Held by every program that has the folder's store open; whoever holds it alone carries the store elsewhere
// meanwhile. Neither waits: conflict "folder.moving", conflict "folder.in_use".
using FolderUse = files::FolderLock;
Result<FolderUse> use_folder(const DataFolder& folder);
Result<FolderUse> have_folder_alone(const DataFolder& folder);

// While it lies in a data folder, a restore into it is not finished.
inline constexpr const char* restoring_mark = "restoring.json";

// Where the shipped data lies, calendars, templates, the example office: DOCKET_SHARE, else share/docket
// beside the folder of an installed program, else the sources.
std::filesystem::path share();
Result<std::string> read_text(const std::filesystem::path& file); // not_found "file.unreadable"

} // namespace docket::app
