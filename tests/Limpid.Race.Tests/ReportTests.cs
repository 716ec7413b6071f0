namespace Limpid.Race.Tests;

public class ReportTests
{
    private static readonly RaceWorkplace Nowhere = new("nowhere");

    [Fact]
    public void A_rival_that_is_not_installed_is_named_with_its_cure()
    {
        string page = Page(new Rival("Ghost", _ => Found.Absent("no ghost is here; Debian: apt install ghost")));
        Assert.Contains("**Ghost is absent**: no ghost is here; Debian: apt install ghost.", page);
    }

    [Fact]
    public void A_program_that_cannot_speak_the_protocol_has_failed_and_is_named() =>
        Assert.Contains("Mute failed at", Page(new Rival("Mute", _ => Found.At("dotnet", "--version")), Rows.All[0]));

    [Fact]
    public void Every_row_is_in_the_table_though_nobody_ran_it()
    {
        RaceRow[] rows = [.. Rows.All.Where(row => !row.IsProcess)];
        string page = Page(new Rival("Ghost", _ => Found.Absent("")), rows);
        Assert.All(rows, row => Assert.Contains($"| {row.Name} | {row.Unit.Name} |", page));
    }

    private static string Page(Rival rival, params RaceRow[] rows)
    {
        using var contender = new Contender(rival, Nowhere);
        var race = new Race(rows, [contender], rounds: 1);
        race.Run(_ => { }, TestContext.Current.CancellationToken);
        return new RaceReport(race, [], "race", DateTimeOffset.UnixEpoch).Write();
    }
}
