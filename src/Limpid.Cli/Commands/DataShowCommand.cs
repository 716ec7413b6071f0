using System.CommandLine;
using System.Text.Json.Nodes;
using Limpid.Augmentations;
using Limpid.Cli.Views;
using Limpid.Data;
using Limpid.Data.Corruptions;
using Limpid.Datasets;
using Limpid.Files;
using Limpid.Numerics;

namespace Limpid.Cli.Commands;

/// <summary><c>limpid data show</c>: pictures of a data set, drawn in the terminal.</summary>
internal static class DataShowCommand
{
    private const int UsualCount = 8,
        MostCount = 10_000;
    private const string Notes = """
        Examples:
          limpid data show --count 12
          limpid data show fashion-mnist --label 9
          limpid data show --index 0 7 2023 --test
          limpid data show --test --corrupt fog
          limpid data show --index 7 7 7 --augment 'rotate10 shift2 elastic'
        """;

    public static Command Create(Host host)
    {
        var data = new Argument<string>("DATA")
        {
            Description = DataOptions.Forms,
            DefaultValueFactory = _ => DatasetSource.Catalogue[0].Name,
        };
        Option<int?> label = WholeNumber.Optional("--label", "Only pictures of this class", 0);
        Option<int[]> index = WholeNumber.Several("--index", "These pictures, one or several, counted from 0", 0);
        Option<int> count = WholeNumber.Option("--count", "How many pictures", UsualCount, 1, MostCount);
        var test = new Option<bool>("--test") { Description = "Pictures to test on, instead of those to learn from" };
        var augment = new Option<string>("--augment")
        {
            Description = "As training would change them, e.g. 'rotate10 shift2 elastic': another way at each place",
            HelpName = "TEXT",
        };
        Option<string?> corrupt = CorruptOption();
        Option<bool> offline = DataOptions.Offline();
        var command = new Verb("show", "Draws pictures of a data set in the terminal", Notes)
        {
            data,
            label,
            index,
            count,
            test,
            augment,
            corrupt,
            offline,
        };
        command.SetAction(
            async (parsed, stop) =>
            {
                DatasetPair pair = await DataOptions
                    .LoadAsync(host, DatasetSource.Parse(parsed.GetRequiredValue(data)), parsed.GetValue(offline), stop)
                    .ConfigureAwait(false);
                Dataset samples = parsed.GetValue(test)
                    ? pair.Test
                        ?? throw new LimpidException(
                            Fault.NotFound,
                            $"{pair.Training.Name} has no pictures to test on. Leave --test out."
                        )
                    : pair.Training;
                int[] chosen =
                [
                    .. Choose(samples, parsed.GetValue(index) ?? [], parsed.GetValue(label))
                        .Take(parsed.GetValue(count)),
                ];
                Shown[] shown =
                [
                    .. Show(samples, chosen, parsed.GetValue(corrupt) is { } kind ? Corruption.Find(kind) : null),
                ];
                shown = Changed(samples.Item, shown, Notation.ParseAugmentations(parsed.GetValue(augment) ?? "none"));
                if (host.IsJson)
                    foreach (Shown picture in shown)
                        host.Json(Describe(samples, picture));
                else
                    Draw(host, samples, shown);
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static Option<string?> CorruptOption()
    {
        string[] kinds = [.. Corruption.All.Select(kind => kind.Name)];
        var option = new Option<string?>("--corrupt")
        {
            Description = "Pictures gone bad, as limpid evaluate --robustness judges by",
            HelpName = "KIND",
        };
        option.CompletionSources.Add(kinds);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var kind }] && !kinds.Contains(kind))
                result.AddError($"--corrupt takes one of {string.Join(", ", kinds)}, but is {kind}.");
        });
        return option;
    }

    private static IEnumerable<int> Choose(Dataset samples, int[] indices, int? label)
    {
        if (label >= samples.ClassNames.Count)
            throw LimpidException.Usage(
                $"--label {label}: {samples.Name} has the classes 0 to {samples.ClassNames.Count - 1} "
                    + $"({string.Join(", ", samples.ClassNames.Take(12))})."
            );
        if (Array.Find(indices, i => i >= samples.Count) is > 0 and var outside)
            throw LimpidException.Usage(
                $"--index {outside}: {samples.Name} has {samples.Count:N0} pictures, 0 to {samples.Count - 1}."
            );
        return (indices.Length > 0 ? indices : Enumerable.Range(0, samples.Count)).Where(i =>
            label is null || samples.Labels[i] == label
        );
    }

    /// <summary>The pictures as a training step would show them: the change depends on the place in the row, so that
    /// one picture can be seen in many ways.</summary>
    private static Shown[] Changed(Shape item, Shown[] shown, ImmutableSequence<Augmentation> augmentations)
    {
        var augmenter = new Augmenter(augmentations, item);
        var changed = new float[item.Count];
        return
        [
            .. shown.Select(
                (picture, place) =>
                {
                    augmenter.Draw(picture.Pixels, seed: 1, place, changed);
                    return picture with { Pixels = Array.ConvertAll(changed, value => (byte)Math.Round(255 * value)) };
                }
            ),
        ];
    }

    private static IEnumerable<Shown> Show(Dataset samples, int[] chosen, Corruption? kind)
    {
        if (kind is null)
            return chosen.Select(i => new Shown(i, samples.Labels[i], samples.Picture(i).ToArray()));
        using var workers = new Workers(1);
        Dataset spoilt = kind.Apply(samples, chosen, Corruption.UsualSeed, workers);
        return chosen.Select((i, row) => new Shown(i, samples.Labels[i], spoilt.Picture(row).ToArray()));
    }

    private static void Draw(Host host, Dataset samples, Shown[] shown)
    {
        if (shown.Length == 0)
            host.Line("No picture of the data set fits these options.");
        (int columns, int size) = Raster.Of(samples.Item);
        Gallery.Write(
            host.Console,
            columns,
            shown.Select(s =>
                (PictureView.Of(columns, s.Pixels.AsSpan(0, size)), $"#{s.Index}: {samples.ClassNames[s.Label]}")
            )
        );
    }

    private static JsonObject Describe(Dataset samples, Shown shown) =>
        new()
        {
            ["index"] = shown.Index,
            ["label"] = shown.Label,
            ["name"] = samples.ClassNames[shown.Label],
            ["shape"] = samples.Item.ToString(),
            ["pixels"] = new JsonArray([.. shown.Pixels.Select(pixel => (JsonNode)pixel)]),
        };

    private sealed record Shown(int Index, int Label, byte[] Pixels);
}
