using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Limpid;
using Limpid.Data;
using Limpid.Datasets;
using Limpid.Runs.Reports;
using Limpid.Training;
using Scaling;
using ScottPlot;

// What a training costs as one thing grows: a table to standard output and a plot a sweep into a folder.
//   dotnet run -c Release --project bench/Scaling -- bench/results/scaling > bench/results/scaling.md
const int Rounds = 5;
TimeSpan round = TimeSpan.FromSeconds(0.3);
int[] threads = Environment.ProcessorCount > 1 ? [1, 2] : [1];
if (args is not [var folder])
{
    Console.Error.WriteLine(
        "expected a folder for the plots, as: dotnet run -c Release --project bench/Scaling -- "
            + "bench/results/scaling"
    );
    return 2;
}
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (!ReportFont.IsThere)
    Console.Error.WriteLine("No font is installed (apt install fonts-dejavu-core): the plots will have no letters.");
Dataset all = (await DatasetSource.Parse("mnist").LoadAsync(DataSearch.FromEnvironment())).Training;
Directory.CreateDirectory(folder);
Console.WriteLine(
    "# What a training costs against its size\n\nMicroseconds a training image, in steps (forward, backward, "
        + $"update), the least of {Rounds} rounds of {round.TotalSeconds} s; momentum, softmax, "
        + "cross-entropy, "
        + $"batches of 128 unless the batch is what grows.\n{Environment.ProcessorCount} processors "
        + $"({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.OSDescription}, "
        + $"{RuntimeInformation.FrameworkDescription}. Made by `dotnet run -c Release --project "
        + "bench/Scaling -- bench/results/scaling > bench/results/scaling.md`."
);
foreach (Sweep sweep in Sweep.All)
{
    Console.WriteLine(
        $"\n## {sweep.What}\n\n![]({Path.GetFileName(folder)}/{sweep.Name}.svg)\n\n| {sweep.What} | "
            + $"parameters |{string.Concat(threads.Select(t => $" {t}t |"))}\n| ---: | ---: "
            + $"|{string.Concat(threads.Select(_ => " ---: |"))}"
    );
    var micros = threads.ToDictionary(t => t, _ => new List<double>());
    foreach (int size in sweep.Sizes)
    {
        foreach (int count in threads)
            micros[count].Add(1e6 * Seconds(sweep, size, count));
        Console.WriteLine(
            $"| {size:N0} | {new Network(sweep.Recipe(size).Architecture).ParameterCount:N0} "
                + $"|{string.Concat(threads.Select(t => $" {micros[t][^1]:0.00} |"))}"
        );
    }
    Draw(sweep, micros).SaveSvg($"{folder}/{sweep.Name}.svg", 640, 360);
}
return 0;

// Seconds an image.
double Seconds(Sweep sweep, int size, int count)
{
    using var workers = new Workers(count);
    Recipe recipe = sweep.Recipe(size);
    int images = sweep.Of(size).Images;
    Dataset some = images == all.Count ? all : First(images);
    var trainer = new Trainer(recipe, new TrainingData(some, recipe), workers, TimeProvider.System);
    for (int warm = 0; warm < 2; warm++)
        Run(trainer, images); // the compiler warms up
    Thread.Sleep(150);
    return Enumerable.Range(0, Rounds).Min(_ => Run(trainer, images));
}

double Run(Trainer trainer, int images)
{
    long start = Stopwatch.GetTimestamp();
    int steps = 0;
    for (; Stopwatch.GetElapsedTime(start) < round; steps++)
        trainer.Step();
    return Stopwatch.GetElapsedTime(start).TotalSeconds / steps * trainer.StepsPerEpoch / images;
}

Dataset First(int count) =>
    new(
        all.Name,
        all.Item,
        Enumerable.Range(0, count).SelectMany(i => all.Picture(i).ToArray()).ToArray(),
        all.Labels[..count].ToArray(),
        all.ClassNames
    );

static Plot Draw(Sweep sweep, Dictionary<int, List<double>> micros)
{
    var plot = new Plot();
    foreach ((int count, List<double> values) in micros)
    {
        var line = plot.Add.Scatter(
            sweep.Sizes.Select(size => Math.Log10(size)).ToArray(),
            values.Select(Math.Log10).ToArray()
        );
        line.LegendText = count == 1 ? "1 thread" : $"{count} threads";
    }
    static string Power(double value) => $"{Math.Pow(10, value):G3}";
    plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { LabelFormatter = Power };
    plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { LabelFormatter = Power };
    plot.XLabel(sweep.What);
    plot.YLabel("µs an image");
    plot.ShowLegend(Alignment.UpperLeft);
    return plot;
}
