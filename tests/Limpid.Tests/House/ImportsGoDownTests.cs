namespace Limpid.Tests.House;

public class ImportsGoDownTests
{
    private static readonly Lazy<SourceFile[]> Source = new(() => SourceFile.Below(["src"], ".cs"));

    [Fact]
    public void No_room_of_the_engine_looks_up_or_sideways() => Keeps(Rooms.LookingUp(Source.Value));

    [Fact]
    public void Only_kernels_are_unsafe_or_name_intrinsics() => Keeps(HouseRules.BareMetalOutsideKernels(Source.Value));

    [Fact]
    public void Only_imaging_names_skia() => Keeps(HouseRules.SkiaOutsideImaging(Source.Value));

    [Fact]
    public void Rooms_are_named_for_concepts() =>
        Keeps(HouseRules.RoomsNamedForKinds(SourceFile.Below(["src", "tests"], ".cs")));

    [Fact]
    public void No_file_is_a_wall_of_text() => Keeps(HouseRules.WallsOfText(SourceFile.Below(["src", "tests"], ".cs")));

    [Fact]
    public void No_project_looks_up() => Keeps(HouseRules.ProjectsLookingUp(SourceFile.Below(["src"], ".csproj")));

    [Fact]
    public void The_source_is_really_read() =>
        Assert.Contains(Source.Value, file => file.Path == "src/Limpid/LimpidException.cs");

    private static void Keeps(IEnumerable<string> broken)
    {
        string[] instructions = [.. broken];
        Assert.True(instructions.Length == 0, string.Join(Environment.NewLine, instructions));
    }
}
