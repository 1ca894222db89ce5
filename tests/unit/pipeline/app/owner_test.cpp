#include "pipeline/app/owner.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace docket::app {
namespace {

std::string host() { return own_name().substr(0, own_name().find('/')); }

TEST(Owner, A_process_that_runs_is_not_gone) {
    EXPECT_EQ(own_name(), own_name());
    EXPECT_FALSE(is_gone(own_name()));
}

TEST(Owner, A_process_that_ended_is_gone) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(is_gone(host() + "/" + std::to_string(child) + "/1"));
}

TEST(Owner, Another_process_that_got_the_same_number_is_not_the_owner) {
    const auto name = own_name();
    EXPECT_TRUE(is_gone(name.substr(0, name.rfind('/')) + "/1"));
}

TEST(Owner, Of_another_host_and_of_people_it_is_never_known) {
    EXPECT_FALSE(is_gone("far-away/1/1"));
    EXPECT_FALSE(is_gone("lawyer-1"));
    EXPECT_FALSE(is_gone(host() + "/1"));
    EXPECT_FALSE(is_gone(""));
}

} // namespace
} // namespace docket::app
