namespace Limpid.Drawing;

/// <summary>
/// The straight thin lines that a page is ruled with, found and wiped out, the strokes that cross them left standing.
/// Short vertical runs of
/// ink vote for the lines y = slope · x + offset that they lie on (Hough 1962, in the form of Duda and Hart 1972, with
/// slopes for angles);
/// of a line's own columns only the short runs are wiped, for a longer one is a stroke that crosses.
/// </summary>
internal sealed class RulingDetector
{
    private const double SteepestSlope = 0.2;
    private const int Slopes = 205,
        MostLines = 128,
        MostVotes = 200_000;
    private const int Reach = 3; // pixels that a line may bend away
    private const double LeastShare = 0.4,
        LeastCover = 0.72; // of the page's width; of the columns between a line's ends
    private readonly List<InkRun> _runs = []; // of a column: Row is the column, From and To are rows
    private readonly int _width,
        _height,
        _offsets;
    private readonly int[] _votes;

    private RulingDetector(GrayImage image, int level, int thickest)
    {
        (_width, _height) = (image.Width, image.Height);
        _offsets = _height + (int)(2 * SteepestSlope * _width) + 2;
        _votes = new int[Slopes * _offsets];
        Collect(image, level, thickest);
    }

    /// <summary>Finds and wipes the lines that run across.</summary>
    /// <param name="image">Ink is bright; it is changed into one without lines.</param>
    /// <param name="level">The darkest pixel that is ink.</param>
    /// <param name="thickest">Pixels: no line is thicker.</param>
    /// <param name="paper">What is left where a line was.</param>
    /// <returns>The lines' mean slope, or null where there is no line.</returns>
    public static double? Wipe(ref GrayImage image, int level, int thickest, byte paper)
    {
        var lines = new RulingDetector(image, level, thickest);
        byte[]? wiped = null;
        double slopes = 0;
        int count = 0;
        while (count < MostLines && lines.Next() is var (slope, runs))
        {
            wiped ??= image.Pixels.ToArray();
            lines.Wipe(wiped, runs, paper);
            slopes += slope;
            count++;
        }
        if (wiped is null)
            return null;
        image = new(image.Width, image.Height, wiped);
        return slopes / count;
    }

    private void Collect(GrayImage image, int level, int thickest)
    {
        var starts = new int[_width];
        Array.Fill(starts, -1);
        for (int y = 0; y <= _height; y++)
        {
            ReadOnlySpan<byte> row = y < _height ? image.Row(y) : default;
            for (int x = 0; x < _width; x++)
            {
                bool isInk = y < _height && row[x] >= level;
                if (isInk && starts[x] < 0)
                    starts[x] = y;
                if (isInk || starts[x] < 0)
                    continue;
                if (y - starts[x] <= thickest && _runs.Count < MostVotes)
                    _runs.Add(new(x, starts[x], y));
                starts[x] = -1;
            }
        }
        foreach (InkRun run in _runs)
            Vote(run, 1);
    }

    private void Vote(InkRun run, int by)
    {
        for (int slope = 0; slope < Slopes; slope++)
            _votes[slope * _offsets + Offset(run, slope)] += by;
    }

    /// <summary>Where the line of a slope through a run's middle meets the page's middle column.</summary>
    private int Offset(InkRun run, int slope) =>
        (int)((run.From + run.To) / 2.0 - Slope(slope) * (run.Row - _width / 2.0) + SteepestSlope * _width);

    private static double Slope(int index) => SteepestSlope * (2.0 * index / (Slopes - 1) - 1);

    /// <summary>The line of the most votes, with the runs that it is made of; null where none is left that is long and
    /// unbroken.</summary>
    private (double Slope, List<InkRun> Runs)? Next()
    {
        for (int tries = 0; tries < 8; tries++)
        {
            int best = Peak();
            if (_votes[best] < LeastShare * _width / 2)
                return null; // a bent line's votes are spread over some cells
            List<InkRun> runs = Follow(Slope(best / _offsets), best % _offsets - SteepestSlope * _width);
            foreach (InkRun run in runs)
                Vote(run, -1);
            int columns = runs.Select(run => run.Row).Distinct().Count();
            if (runs.Count == 0)
                _votes[best] = 0;
            else if (columns >= LeastShare * _width && columns >= LeastCover * (runs[^1].Row - runs[0].Row + 1))
                return (Slope(best / _offsets), runs);
        }
        return null;
    }

    private int Peak()
    {
        int best = 0;
        for (int i = 1; i < _votes.Length; i++)
            if (_votes[i] > _votes[best])
                best = i;
        return best;
    }

    /// <summary>The runs near a line, column after column; what it is found to be off by is carried on, so that it may
    /// bend a little.</summary>
    private List<InkRun> Follow(double slope, double middle)
    {
        const double carry = 0.1;
        List<InkRun> near = [];
        double off = 0;
        foreach (
            InkRun run in _runs
                .Where(run => Math.Abs(Away(run)) <= 4 * Reach)
                .OrderBy(run => run.Row)
                .ThenBy(run => run.From)
        )
        {
            double away = Away(run) - off;
            if (Math.Abs(away) > Reach)
                continue;
            near.Add(run);
            off += carry * away;
        }
        if (near.Count == 0)
            return near;
        int usual = near.Select(run => run.To - run.From).Order().ElementAt(near.Count / 2);
        near.RemoveAll(run => run.To - run.From > usual + 2);
        _runs.RemoveAll(new HashSet<InkRun>(near).Contains);
        return near;

        double Away(InkRun run) => (run.From + run.To) / 2.0 - middle - slope * (run.Row - _width / 2.0);
    }

    /// <summary>Wipes the runs with the grey pixel above and below, unless that is a stroke's.</summary>
    private void Wipe(byte[] pixels, List<InkRun> runs, byte paper)
    {
        foreach (InkRun run in runs)
            for (int y = Math.Max(0, run.From - 1); y < Math.Min(_height, run.To + 1); y++)
                pixels[y * _width + run.Row] = paper;
    }
}
