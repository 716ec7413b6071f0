namespace Limpid.Tests.House;

/// <summary>The laws of names and of form, and that each is a law: a house that breaks it is found out.</summary>
public sealed class NameRulesTests
{
    private static readonly SourceFile[] Sources = SourceFile.Below(["src", "bench"], ".cs");

    private static readonly SourceFile[] All = SourceFile.Below(["src", "bench", "tests"], ".cs");

    [Fact]
    public void No_type_name_stands_in_two_projects() => Assert.Empty(NameRules.NamesInTwoProjects(Sources));

    [Fact]
    public void No_type_has_a_name_that_was_given_up() => Assert.Empty(NameRules.NamesGivenUp(All));

    [Fact]
    public void Lines_have_120_columns_at_most() => Assert.Empty(FormRules.LongLines(All));

    [Theory]
    [InlineData("src/Limpid/A.cs", "public class Same;", "src/Limpid.Cli/B.cs", "internal sealed record Same;", 1)]
    [InlineData("src/Limpid/A.cs", "partial class Same;", "src/Limpid/B.cs", "partial class Same;", 0)]
    [InlineData("src/Limpid/A.cs", "class Same;", "src/Limpid.Cli/B.cs", "class Other\n{\n    class Same;\n}", 0)]
    [InlineData("src/Limpid/A.cs", "class Same;", "src/Limpid.Cli/B.cs", "// class Same", 0)]
    public void A_name_in_two_projects_is_found(string first, string a, string second, string b, int faults) =>
        Assert.Equal(faults, NameRules.NamesInTwoProjects([new(first, a), new(second, b)]).Count());

    [Theory]
    [InlineData("internal sealed class Lattice;", 1)]
    [InlineData("class Outer\n{\n    private readonly record struct Peaks(int A);\n}", 1)]
    [InlineData("internal sealed class LatticePlan;", 0)]
    public void A_name_that_was_given_up_is_found(string text, int faults) =>
        Assert.Equal(faults, NameRules.NamesGivenUp([new("src/Limpid/A.cs", text)]).Count());

    [Theory]
    [InlineData(120, "x", 0)]
    [InlineData(121, "x", 1)]
    [InlineData(121, "−", 1)]
    public void A_long_line_is_found(int columns, string sign, int faults) =>
        Assert.Equal(
            faults,
            FormRules
                .LongLines([new("src/Limpid/A.cs", $"class A;\n{string.Concat(Enumerable.Repeat(sign, columns))}\n")])
                .Count()
        );

    [Fact]
    public void A_long_line_of_test_data_or_with_an_address_is_none() =>
        Assert.Empty(
            FormRules.LongLines([
                new("src/Limpid/A.cs", $"// https://example.org/{new string('x', 120)}"),
                new("src/Limpid/B.cs", $"string a = \"\"\"\n{new string('x', 130)}\n\"\"\";"),
            ])
        );
}
