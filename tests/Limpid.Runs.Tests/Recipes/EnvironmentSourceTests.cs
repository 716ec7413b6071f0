using System.Text.Json.Nodes;
using Limpid.Runs.Recipes;

namespace Limpid.Runs.Tests.Recipes;

public sealed class EnvironmentSourceTests
{
    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("[1,2]", "[1,2]")]
    [InlineData("{\"type\":\"adam\"}", "{\"type\":\"adam\"}")]
    [InlineData("adam", "\"adam\"")]
    [InlineData("\"7\"", "\"7\"")]
    [InlineData("", "\"\"")]
    [InlineData("NaN", "\"NaN\"")]
    [InlineData("[1,", "\"[1,\"")]
    [InlineData("/data/digits", "\"/data/digits\"")]
    public void A_value_is_what_it_is_as_JSON_and_else_a_text(string text, string json) =>
        AssertRead($$"""{"x":{{json}}}""", ("LIMPID__x", text));

    [Fact]
    public void Double_underscores_lead_inside() =>
        AssertRead(
            """{"optimizer":{"rate":0.1,"type":"adam"},"seed":7}""",
            ("LIMPID__optimizer__rate", "0.1"),
            ("LIMPID__seed", "7"),
            ("LIMPID__optimizer__type", "adam")
        );

    [Fact]
    public void Other_variables_are_passed_over() =>
        AssertRead("{}", ("PATH", "/bin"), ("LIMPID_DATA", "/data"), ("limpid__seed", "7"));

    [Fact]
    public void A_whole_and_one_of_its_members_go_together_in_any_order()
    {
        const string Expected = """{"optimizer":{"type":"sgd","rate":0.1}}""";
        AssertRead(Expected, ("LIMPID__optimizer", """{"type":"sgd","rate":3}"""), ("LIMPID__optimizer__rate", "0.1"));
        AssertRead(Expected, ("LIMPID__optimizer__rate", "0.1"), ("LIMPID__optimizer", """{"type":"sgd","rate":3}"""));
    }

    [Theory]
    [InlineData("LIMPID__", "1")]
    [InlineData("LIMPID____rate", "1")]
    [InlineData("LIMPID__optimizer__", "1")]
    [InlineData("LIMPID__seed__low", "1")]
    public void A_name_that_leads_nowhere_is_refused_by_name(string name, string value)
    {
        var problem = Assert.Throws<LimpidException>(() => Read(("LIMPID__seed", "7"), (name, value)));
        Assert.Equal(Fault.Usage, problem.Fault);
        Assert.StartsWith(name + ": ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bottomless_name_is_refused() =>
        Assert.Equal(
            Fault.Usage,
            Assert
                .Throws<LimpidException>(() => Read(("LIMPID" + string.Concat(Enumerable.Repeat("__a", 100_000)), "1")))
                .Fault
        );

    private static void AssertRead(string expected, params (string, string)[] variables) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Read(variables)), Read(variables).ToJsonString());

    private static JsonObject Read(params (string, string)[] variables) =>
        EnvironmentSource
            .Read(variables.Select(variable => KeyValuePair.Create(variable.Item1, variable.Item2)))
            .Values;
}
