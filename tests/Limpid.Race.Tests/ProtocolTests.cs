namespace Limpid.Race.Tests;

public class ProtocolTests
{
    public static TheoryData<string> Jobs =>
        new(Rows.All.SelectMany(row => row.Threads.Select(threads => $"{row.Job(threads, 3)}")).Distinct());

    [Theory, MemberData(nameof(Jobs))]
    public void A_job_of_every_row_is_read_back_from_its_line(string line) => Assert.Equal(line, $"{Job.Parse(line)}");

    [
        Theory,
        InlineData("done 0.25 0123456789"),
        InlineData("done 1E-06 -"),
        InlineData("cannot it predicts only"),
        InlineData("failed no file")
    ]
    public void A_reply_is_written_as_it_was_read(string line) => Assert.Equal(line, $"{EngineReply.Parse(line)}");

    [Fact]
    public void Seconds_are_read_back_to_the_bit() =>
        Gen.Double[1e-9, 1e6]
            .Sample(seconds =>
                EngineReply.Parse($"{new EngineReply.Done(seconds, "7")}") is EngineReply.Done { Answers: "7" } done
                && done.Seconds == seconds
            );

    [
        Theory,
        InlineData("done NaN -"),
        InlineData("done -1 -"),
        InlineData("done soon -"),
        InlineData("done 1 1a"),
        InlineData("done 1"),
        InlineData("Segmentation fault"),
        InlineData("")
    ]
    public void What_is_no_reply_is_a_failure_that_quotes_it(string line) =>
        Assert.Contains(line, Assert.IsType<EngineReply.Failed>(EngineReply.Parse(line)).Reason);

    [Fact]
    public void An_engine_that_ends_has_failed() => Assert.IsType<EngineReply.Failed>(EngineReply.Parse(null));

    [Fact]
    public void A_failure_of_several_lines_is_said_in_one() =>
        Assert.Equal("failed one two", $"{new EngineReply.Failed("one\ntwo")}");

    [Fact]
    public void What_the_tool_says_in_JSON_is_an_answer() =>
        Assert.Equal(
            new EngineReply.Done(0, "7"),
            EngineReply.ParseJson("""{"file":"digit.png","answer":"digit","class":7,"name":"7"}""")
        );

    [Theory, InlineData("7"), InlineData("limpid: no such file"), InlineData("""{"answer":"not-a-digit"}""")]
    public void What_says_no_class_has_failed(string said) =>
        Assert.Contains(said, Assert.IsType<EngineReply.Failed>(EngineReply.ParseJson(said)).Reason);

    [Fact]
    public void Words_that_are_no_job_are_refused_by_name() =>
        Assert.Contains("dance a 3", Assert.Throws<LimpidException>(() => Job.Parse("dance a 3")).Message);
}
