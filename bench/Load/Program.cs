using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Load;

/// <summary>Asks a lab to read the same drawn digit again and again, first by one client, then by several at once, and
/// tells how long that takes and how often it is done.</summary>
internal static class Program
{
    private const string Drawn =
        """{"strokes":[[[74,56],[96,40],[128,40],[154,56],[160,80],[148,104],[120,120],[152,132],[168,156],[160,184],[132,204],[96,204],[72,188]]]}""";
    private const int WarmUpSeconds = 3,
        Seconds = 10;
    private static readonly int[] Clients = [1, 4, 16];

    private static async Task<int> Main(string[] args)
    {
        if (args is not [var place] || !Uri.TryCreate(place, UriKind.Absolute, out Uri? address))
        {
            await Console
                .Error.WriteLineAsync(
                    "Start a lab (limpid lab --no-open), then: dotnet run -c Release --project "
                        + "bench/Load -- http://127.0.0.1:7840"
                )
                .ConfigureAwait(false);
            return 2;
        }
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Clients[^1] };
        using var client = new HttpClient(handler) { BaseAddress = address };
        await RunAsync(client, Clients[^1], WarmUpSeconds).ConfigureAwait(false);
        Console.WriteLine(
            $"POST {address}api/recognize, {Environment.ProcessorCount} cores shared by server and clients, "
                + $"{Seconds} s each\n"
        );
        Console.WriteLine("| clients | requests/s | median ms | 99 % ms | longest ms |\n|---|---|---|---|---|");
        foreach (int clients in Clients)
        {
            double[] times = await RunAsync(client, clients, Seconds).ConfigureAwait(false);
            Console.WriteLine(
                $"| {clients} | {times.Length / (double)Seconds:N0} | {At(times, 0.5):F2} | "
                    + $"{At(times, 0.99):F2} | {times[^1]:F1} |"
            );
        }
        return 0;
    }

    /// <summary>Milliseconds of each request, the shortest first.</summary>
    private static async Task<double[]> RunAsync(HttpClient client, int clients, int seconds)
    {
        long end = Stopwatch.GetTimestamp() + seconds * Stopwatch.Frequency;
        List<double>[] times = await Task.WhenAll(
                Enumerable.Range(0, clients).Select(_ => Task.Run(() => AskAsync(client, end)))
            )
            .ConfigureAwait(false);
        return [.. times.SelectMany(t => t).Order()];
    }

    private static async Task<List<double>> AskAsync(HttpClient client, long end)
    {
        byte[] body = Encoding.UTF8.GetBytes(Drawn);
        var type = new MediaTypeHeaderValue("application/json");
        var times = new List<double>();
        while (Stopwatch.GetTimestamp() < end)
        {
            long begun = Stopwatch.GetTimestamp();
            using var content = new ByteArrayContent(body) { Headers = { ContentType = type } };
            using HttpResponseMessage response = await client
                .PostAsync("/api/recognize", content)
                .ConfigureAwait(false);
            string answer = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            if (!answer.Contains("\"digit\":\"3\"", StringComparison.Ordinal))
                throw new InvalidOperationException($"{response.StatusCode}: {answer}");
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return times;
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
