// Programs that a test starts as a person would, and what it sees of their processes. One thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace docket::testing {

struct Ended {
    int exit = -1; // -1: it died of the signal
    int signal = 0;
    std::string out, err;
};

// A running program; killed with the object. What it prints goes to memory, so it never waits for its reader.
class Program {
  public:
    // `environment` ("NAME=value") is added to our own.
    explicit Program(std::vector<std::string> words, std::vector<std::string> environment = {});
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    pid_t id() const { return id_; }
    bool runs();           // whether it has not ended yet
    void kill(int signal); // does not wait
    Ended wait();          // once
    std::string printed(); // on its standard output, so far

  private:
    pid_t id_ = -1;
    int out_, err_;
    std::optional<int> status_;
};

// In a sanitized build readers take longer than they may; each Program is told so, and whatever else this
// process starts from now on. Before the first thread.
void be_patient_with_readers();

Ended run(std::vector<std::string> words, std::vector<std::string> environment = {});

struct Process {
    pid_t id = 0, parent = 0;
    std::string words; // of its command line, with a space after each
};
std::vector<Process> descendants_of(pid_t id);
// The most memory the process ever held in RAM, in bytes; 0 when it is gone. proc(5), VmHWM.
std::int64_t peak_memory(pid_t id);

// Of 127.0.0.1, that nobody listens on now: for programs that keep their address when they start again.
int free_port();

// From now on processes whose parent dies become our children, so that none can go unseen. prctl(2).
void adopt_orphans();
// The adopted processes that still live after `patience`. Only while no Program runs.
std::vector<Process> orphans_after(Millis patience);

} // namespace docket::testing
