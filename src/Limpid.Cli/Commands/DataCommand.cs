using System.CommandLine;
using System.Text.Json.Nodes;
using Limpid.Datasets;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid data list|get|verify|show</c>: what there is to learn from.</summary>
internal static class DataCommand
{
    private const string Notes = """
        Examples:
          limpid data get mnist
          limpid data show --label 3 --count 5
          limpid data show my-digits.csv

        Published sets are kept under ~/.cache/limpid (XDG_CACHE_HOME) and checked by
        SHA-256 whenever they are used. LIMPID_DATA names a folder to look into first,
        LIMPID_MIRRORS other addresses to fetch from.
        """;

    public static Command Create(Host host) =>
        new Verb("data", "Gets, checks and shows pictures to learn from", Notes)
        {
            List(host),
            Get(host),
            Verify(host),
            DataShowCommand.Create(host),
        };

    private static Verb List(Host host)
    {
        var command = new Verb("list", "Lists the data sets that are known by name");
        command.SetAction(_ =>
        {
            foreach (PublishedDataset set in DatasetSource.Catalogue)
                Report(host, set, set.IsOnDisk(host.Search));
            host.Line("Fetch a set with: limpid data get NAME");
            host.Line("Your own data can stand wherever a set's name can: a .csv file, or a folder of IDX");
            host.Line("files or of pictures by class.");
        });
        return command;
    }

    private static void Report(Host host, PublishedDataset set, bool isHere)
    {
        host.Json(
            new()
            {
                ["name"] = set.Name,
                ["description"] = set.Description,
                ["training"] = set.TrainingCount,
                ["test"] = set.TestCount,
                ["classNames"] = new JsonArray([.. set.ClassNames.Select(name => (JsonNode)name)]),
                ["onDisk"] = isHere,
                ["licence"] = set.Licence,
            }
        );
        host.Line($"{set.Name, -14} {set.Description}");
        host.Line(
            $"{"", -14} {set.TrainingCount:N0} pictures to learn from, {set.TestCount:N0} to test on; "
                + $"{(isHere ? "on this disk" : "not on this disk yet")}"
        );
        host.Line($"{"", -14} classes: {string.Join(", ", set.ClassNames)}");
        host.Line($"{"", -14} licence: {set.Licence}\n");
    }

    private static Verb Get(Host host)
    {
        Argument<PublishedDataset> name = Name();
        Option<bool> offline = DataOptions.Offline();
        var command = new Verb("get", "Brings a data set into the cache, unless it is on this disk, and checks it")
        {
            name,
            offline,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                PublishedDataset set = parsed.GetRequiredValue(name);
                DatasetPair pair = await DataOptions
                    .LoadAsync(host, set, parsed.GetValue(offline), stop)
                    .ConfigureAwait(false);
                string folder = Path.GetDirectoryName(set.Verify(host.Search)[0].Path) ?? set.CacheFolder(host.Search);
                host.Json(
                    new()
                    {
                        ["name"] = set.Name,
                        ["folder"] = folder,
                        ["training"] = pair.Training.Count,
                        ["test"] = pair.Test!.Count,
                    }
                );
                host.Line(
                    $"{set.Name} is in {folder}: {pair.Training.Count:N0} pictures to learn from, "
                        + $"{pair.Test.Count:N0} to test on, all files as they should be."
                );
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Verb Verify(Host host)
    {
        Argument<PublishedDataset> name = Name();
        var command = new Verb(
            "verify",
            "Checks a data set's files on this disk against their hashes",
            "Exit code 4 where a file is wrong, else 3 where one is missing."
        )
        {
            name,
        };
        command.SetAction(parsed =>
        {
            PublishedDataset set = parsed.GetRequiredValue(name);
            FileCheck[] checks = [.. set.Verify(host.Search)];
            foreach (FileCheck check in checks)
                Report(host, check);
            bool isWrong = checks.Any(check => check.Path is not null && !check.IsGood),
                isMissing = checks.Any(check => check.Path is null);
            if (isWrong || isMissing)
                host.Line($"Mend it with: limpid data get {set.Name}");
            return isWrong ? ExitCode.InvalidData
                : isMissing ? ExitCode.NotFound
                : ExitCode.Success;
        });
        return command;
    }

    private static void Report(Host host, FileCheck check)
    {
        string state = check switch
        {
            { IsGood: true } => "ok",
            { Path: null } => "missing",
            _ => "wrong",
        };
        host.Json(
            new()
            {
                ["file"] = check.File.Name,
                ["path"] = check.Path,
                ["state"] = state,
                ["expectedSha256"] = check.File.Sha256,
                ["foundSha256"] = check.FoundSha256,
            }
        );
        host.Line($"{state, -8} {check.File.Name, -24} expected SHA-256 {check.File.Sha256}");
        if (state == "wrong")
            host.Line($"{"", -8} {check.Path}: found {check.FoundSha256 ?? "other bytes"}");
    }

    private static Argument<PublishedDataset> Name()
    {
        string names = string.Join(", ", DatasetSource.Catalogue.Select(set => set.Name));
        var argument = new Argument<PublishedDataset>("NAME")
        {
            Description = $"{names}",
            HelpName = "NAME",
            DefaultValueFactory = _ => DatasetSource.Catalogue[0],
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value;
                PublishedDataset? set = DatasetSource.Catalogue.FirstOrDefault(set =>
                    set.Name.Equals(word, StringComparison.OrdinalIgnoreCase)
                );
                if (set is null)
                    result.AddError($"expected one of the data sets {names}, but got {word}.");
                return set;
            },
        };
        argument.CompletionSources.Add([.. DatasetSource.Catalogue.Select(set => set.Name)]);
        return argument;
    }
}
