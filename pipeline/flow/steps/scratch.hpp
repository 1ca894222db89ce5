// A folder for the files of one step; it goes when the step ends. One thread.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <filesystem>

namespace docket::flow::step {

class Scratch {
  public:
    explicit Scratch(const Tools& tools);
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::filesystem::path folder;
};

} // namespace docket::flow::step
