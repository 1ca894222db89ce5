#include "pipeline/flow/steps/scratch.hpp"

#include <string>
#include <system_error>

namespace docket::flow::step {

Scratch::Scratch(const Tools& tools) : folder(tools.scratch / std::to_string(tools.random.next())) {
    std::filesystem::create_directories(folder);
}

Scratch::~Scratch() {
    std::error_code ignored; // the folder of folders is emptied when the program starts
    std::filesystem::remove_all(folder, ignored);
}

} // namespace docket::flow::step
