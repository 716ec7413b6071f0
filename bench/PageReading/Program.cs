using System.Diagnostics;
using System.Runtime.InteropServices;
using Limpid;
using Limpid.Recognition;
using Limpid.Runs;
using PageReadingBench;

// How well single digits on a canvas and whole pages are read. All of it, written down:
//   dotnet run -c Release --project bench/PageReading -- --pens strokes.jsonl.gz > bench/results/pages.md
// MNIST comes from where `limpid data get mnist` left it. Without pens their columns are left out, and said to be.
// --help tells the rest.
try
{
    ReadingOptions options = ReadingOptions.Parse(args);
    using Stream model = PretrainedModels.Has(options.Model)
        ? PretrainedModels.Open(options.Model)
        : File.OpenRead(options.Model);
    Recognizer recognizer = Recognizer.Load(model);
    List<Hand> hands = [Hand.OfMnist(options.IsValidation)];
    if (options.Pens is { } pens)
        hands.Add(Hand.OfPens(pens, options.IsValidation));
    else
        Console.Error.WriteLine(
            "Without pens: name a file of strokes with --pens or LIMPID_PENS to measure real pens' digits too."
        );
    var clock = Stopwatch.StartNew();
    Console.WriteLine(
        $"# Digits on a canvas and on pages\n\nModel: `{options.Model}`. Written with "
            + $"{string.Join(" and ", hands.Select(hand => $"{hand.Digits.Count:N0} of {hand.Name}"))}{(options.Pens is null ? "; no pens were named" : "")}.\n"
    );
    if (options.Digits > 0)
        CanvasTable.Write(options, recognizer, hands);
    if (options.Pages > 0)
        PageTable.Write(options, recognizer, hands);
    string command = string.Join(' ', args.Prepend("dotnet run -c Release --project bench/PageReading --"));
    Console.WriteLine(
        $"\nMeasured in {clock.Elapsed.TotalSeconds:f0} s by `{command}`, on {Environment.ProcessorCount} "
            + $"processors ({RuntimeInformation.ProcessArchitecture})."
    );
    return 0;
}
catch (LimpidException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
