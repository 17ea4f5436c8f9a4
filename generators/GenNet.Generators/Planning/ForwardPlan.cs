using GenNet.Graph;

namespace GenNet.Generators.Planning;

/// <summary>Where every value of a forward pass lies.</summary>
internal sealed class ForwardPlan
{
    private ForwardPlan(Aliases aliases, Place[] places, IReadOnlyList<OutputCopy> copies)
    {
        Aliases = aliases;
        Places = places;
        Copies = copies;
    }

    /// <summary>Values that share memory.</summary>
    public Aliases Aliases { get; }

    /// <summary>The place of each value; an alias has its root's.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>Outputs that no call writes: an input handed on, or a value that is an output twice.</summary>
    public IReadOnlyList<OutputCopy> Copies { get; }

    /// <summary>Places at inference: a value's memory is used again after its last call.</summary>
    /// <param name="model">The model.</param>
    /// <param name="arena">The arena of values between layers.</param>
    public static ForwardPlan AtInference(ModelSpec model, ArenaAllocator arena)
    {
        var aliases = Aliases.AtInference(model);
        var lastUse = LastUses(model, aliases);
        return Of(model, aliases, arena, (call, places) =>
        {
            for (var value = 0; value < places.Length; value++)
            {
                if (lastUse[value] == call && places[value].Kind == PlaceKind.Activation && !aliases.IsAlias(value))
                    arena.Free(places[value].Index);
            }
        });
    }

    /// <summary>Places in training: every value keeps its own for the backward pass.</summary>
    /// <param name="model">The model.</param>
    /// <param name="arena">The arena of values between layers.</param>
    public static ForwardPlan InTraining(ModelSpec model, ArenaAllocator arena) =>
        Of(model, Aliases.InTraining(model), arena, static (_, _) => { });

    private static ForwardPlan Of(ModelSpec model, Aliases aliases, ArenaAllocator arena, Action<int, Place[]> afterCall)
    {
        var places = new Place[model.ValueCount];
        for (var input = 0; input < model.Inputs.Count; input++)
            places[input] = new(PlaceKind.Input, input);
        var copies = PlaceOutputs(model, aliases, places);
        var isWanted = Wanted(model);
        for (var call = 0; call < model.Calls.Count; call++)
        {
            for (var value = model.Calls[call].Values.Start; value < model.Calls[call].Values.End; value++)
            {
                if (aliases.IsAlias(value))
                    places[value] = places[aliases.RootOf(value)];
                else if (places[value].Kind == PlaceKind.None && isWanted[value])
                    places[value] = new(PlaceKind.Activation, arena.Allocate(model.TypeOf(value).Slots));
            }
            afterCall(call, places);
        }
        return new(aliases, places, copies);
    }

    private static List<OutputCopy> PlaceOutputs(ModelSpec model, Aliases aliases, Place[] places)
    {
        var copies = new List<OutputCopy>();
        for (var output = 0; output < model.Outputs.Count; output++)
        {
            var root = aliases.RootOf(model.Outputs[output].Value);
            if (places[root].Kind == PlaceKind.None)
                places[root] = new(PlaceKind.Output, output);
            else
                copies.Add(new(output, places[root], checked((int)model.TypeOf(root).Slots)));
        }
        return copies;
    }

    // A call's first result has a place whatever happens to it; the kernels compute no other that nobody takes.
    private static bool[] Wanted(ModelSpec model)
    {
        var isWanted = new bool[model.ValueCount];
        foreach (var call in model.Calls)
        {
            isWanted[call.FirstValue] = true;
            foreach (var value in call.Taken)
                isWanted[value] = true;
        }
        foreach (var output in model.Outputs)
            isWanted[output.Value] = true;
        return isWanted;
    }

    // The last call that reads each root, through its aliases.
    private static int[] LastUses(ModelSpec model, Aliases aliases)
    {
        var last = new int[model.ValueCount];
        for (var call = 0; call < model.Calls.Count; call++)
        {
            for (var value = model.Calls[call].Values.Start; value < model.Calls[call].Values.End; value++)
                last[value] = call;
            foreach (var input in model.Calls[call].Taken)
                last[aliases.RootOf(input)] = call;
        }
        return last;
    }
}

/// <summary>An output to be copied at the end of a forward pass.</summary>
/// <param name="Output">Number of the output.</param>
/// <param name="From">Where its values are: an input or another output.</param>
/// <param name="PerRow">How many there are per batch row.</param>
internal sealed record OutputCopy(int Output, Place From, int PerRow);
