namespace Limpid.Lab;

/// <summary>
/// THE LIST of calls that a page can make, whichever host answers them. To add one: a method in its room, a line here,
/// and a method of <c>Engine</c> in
/// lab/src/engine.
/// </summary>
public static class Calls
{
    /// <summary>All calls, by name.</summary>
    public static IReadOnlyDictionary<string, Func<LabSession, Arguments, Reply>> All { get; } =
        new Dictionary<string, Func<LabSession, Arguments, Reply>>(StringComparer.Ordinal)
        {
            ["Desk.Load"] = (room, a) => room.Desk.Load(a.Bytes(0)),
            ["Desk.Look"] = (room, a) => room.Desk.Look(a.Bytes(0)),
            ["Desk.Draw"] = (room, a) => room.Desk.Draw(a.Bytes(0), a.Wholes(1), a.Number(2)),
            ["Desk.Activations"] = (room, _) => room.Desk.Activations(),
            ["Desk.Weights"] = (room, _) => room.Desk.Weights(),
            ["Desk.Edit"] = (room, a) => room.Desk.Edit(a.Whole(0), a.Whole(1), a.Whole(2), a.Number(3)),
            ["Desk.Restore"] = (room, _) => room.Desk.Restore(),
            ["Desk.Judge"] = (room, a) => room.Desk.Judge(a.Whole(0), a.Whole(1)),
            ["Desk.Save"] = (room, _) => room.Desk.Save(),
            ["Desk.Json"] = (room, _) => room.Desk.Json(),
            ["Desk.Read"] = (room, a) => room.Desk.Read(a.Bytes(0)),
            ["Desk.Page"] = (room, a) => room.Desk.Page(a.Whole(0), a.Whole(1), a.Bytes(2)),
            ["Digits.Take"] = (room, a) => room.Digits.Take(a.Text(0)),
            ["Digits.Open"] = (room, a) => room.Digits.Open(a.Text(0), a.Bytes(1), a.Bytes(2)),
            ["Digits.Pictures"] = (room, a) => room.Digits.Pictures(a.Text(0), a.Wholes(1)),
            ["Digits.Fire"] = (room, a) => room.Digits.Fire(a.Bytes(0)),
            ["Session.Begin"] = (room, a) => room.Session.Begin(a.Text(0)),
            ["Session.Join"] = (room, a) => room.Session.Join(a.Text(0)),
            ["Session.Tune"] = (room, a) => room.Session.Tune(a.Bytes(0), a.Bytes(1), a.Whole(2), a.Number(3)),
            ["Session.Step"] = (room, a) => room.Session.Step(a.Whole(0)),
            ["Session.Run"] = (room, a) => room.Session.Run(a.Number(0)),
            ["Session.Batch"] = (room, _) => room.Session.Batch(),
            ["Session.Test"] = (room, _) => room.Session.Test(),
            ["Session.Keep"] = (room, _) => room.Session.Keep(),
            ["Session.Rewind"] = (room, a) => room.Session.Rewind(a.Whole(0)),
            ["Session.Weights"] = (room, a) => room.Session.Weights(a.Whole(0), a.Whole(1)),
            ["Session.Weigh"] = (room, a) => room.Session.Weigh(a.Whole(0), a.Number(1)),
            ["Session.Adopt"] = (room, a) => room.Session.Adopt(a.Whole(0)),
            ["Session.Save"] = (room, a) => room.Session.Save(a.Whole(0)),
            ["Session.Resume"] = (room, a) => room.Session.Resume(a.Bytes(0)),
            ["Session.Rejoin"] = (room, a) => room.Session.Rejoin(a.Bytes(0)),
            ["Shelf.Lay"] = (room, a) => room.Shelf.Lay(a.Whole(0), a.Bytes(1)),
            ["Shelf.Judge"] = (room, a) => room.Shelf.Judge(a.Whole(0), a.Whole(1), a.Whole(2)),
            ["WhatIf.SwitchOff"] = (room, a) => room.WhatIf.SwitchOff(a.Whole(0), a.Whole(1)),
            ["WhatIf.SwitchOn"] = (room, a) => room.WhatIf.SwitchOn(a.Whole(0), a.Whole(1)),
            ["WhatIf.Noise"] = (room, a) => room.WhatIf.Noise(a.Number(0), a.Whole(1)),
            ["WhatIf.Score"] = (room, a) => room.WhatIf.Score(a.Number(0)),
            ["WhatIf.Said"] = (room, _) => room.WhatIf.Said(),
            ["Ledger.Open"] = (room, a) => room.GradientStep.Open(a.Text(0), a.Whole(1)),
            ["Ledger.Check"] = (room, a) =>
                room.GradientStep.Check(a.Text(0), a.Whole(1), a.Whole(2), a.Whole(3), a.Whole(4)),
            ["Ledger.Step"] = (room, a) => room.GradientStep.Step(a.Text(0), a.Whole(1), a.Number(2)),
            ["Ledger.StepBack"] = (room, _) => room.GradientStep.StepBack(),
            ["Distances.Between"] = (room, a) => room.Distances.Between(a.Text(0), a.Wholes(1), a.Wholes(2)),
            ["Distances.Nearest"] = (room, a) =>
                room.Distances.Nearest(a.Bytes(0), a.Text(1), a.Whole(2), a.Whole(3), a.Whole(4)),
            ["Distances.Seek"] = (room, a) => room.Distances.Seek(a.Wholes(0)),
            ["Distances.Compare"] = (room, a) => room.Distances.Compare(a.Number(0), a.Whole(1)),
            ["Distances.Found"] = (room, _) => room.Distances.Found(),
            ["Bending.Bring"] = (room, a) => room.Bending.Bring(a.Text(0), a.Bytes(1)),
            ["Bending.Teach"] = (room, a) => room.Bending.Teach(a.Text(0), a.Text(1)),
            ["Bending.Learn"] = (room, a) => room.Bending.Learn(a.Number(0)),
            ["Bending.Save"] = (room, a) => room.Bending.Save(a.Text(0)),
            ["Bending.Judge"] = (room, a) =>
                room.Bending.Judge(a.Text(0), a.Text(1), a.Number(2), a.Whole(3), a.Whole(4), a.Whole(5)),
            ["Bending.Pictures"] = (room, a) =>
                room.Bending.Pictures(a.Text(0), a.Number(1), a.Whole(2), a.Whole(3), a.Whole(4)),
            ["Timing.Layer"] = (room, a) => room.Timing.Layer(a.Whole(0), a.Number(1)),
            ["Peaks.Of"] = (room, a) => room.Peaks.Of(a.Whole(0), a.Whole(1), a.Whole(2)),
            ["Peaks.Field"] = (room, a) => room.Peaks.Field(a.Whole(0)),
        };
}
