using GenNet.Graph;
using GenNet.Specs;

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

    /// <summary>Whether inputs and outputs lie in memory as between layers, and not as in the caller's.</summary>
    public bool IsBetweenLayers { get; private init; }

    /// <summary>Outputs that no call writes: an input handed on, or a value that is an output twice.</summary>
    public IReadOnlyList<OutputCopy> Copies { get; }

    /// <summary>Places at inference: a value's memory is used again after its last call.</summary>
    /// <param name="model">The model.</param>
    /// <param name="arena">The arena of values between layers.</param>
    public static ForwardPlan AtInference(ModelSpec model, ArenaAllocator arena) => AtInference(model, arena, isBetweenLayers: false);

    /// <summary>Places at inference of a layer alone, whose inputs and outputs lie in memory as between layers.</summary>
    /// <param name="model">The layer's call as a model.</param>
    /// <param name="arena">The arena of values between its own calls.</param>
    public static ForwardPlan OfLayer(ModelSpec model, ArenaAllocator arena) => AtInference(model, arena, isBetweenLayers: true);

    private static ForwardPlan AtInference(ModelSpec model, ArenaAllocator arena, bool isBetweenLayers)
    {
        var aliases = Aliases.AtInference(model);
        var lastUse = LastUses(model, aliases);
        return Of(model, aliases, arena, isBetweenLayers, (call, places) =>
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
        Of(model, Aliases.InTraining(model), arena, isBetweenLayers: false, static (_, _) => { });

    private static ForwardPlan Of(ModelSpec model, Aliases aliases, ArenaAllocator arena, bool isBetweenLayers, Action<int, Place[]> afterCall)
    {
        var places = new Place[model.ValueCount];
        for (var input = 0; input < model.Inputs.Count; input++)
            places[input] = !isBetweenLayers && IsInside(model.Inputs[input].Type) ? new(PlaceKind.Activation, arena.Allocate(model.Inputs[input].Type.Slots)) : new(PlaceKind.Input, input);
        PlaceOutputs(model, aliases, places, isBetweenLayers);
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
        var copies = Enumerable.Range(0, model.Outputs.Count)
            .Select(output => new OutputCopy(output, aliases.RootOf(model.Outputs[output].Value)))
            .Where(copy => places[copy.Value] != new Place(PlaceKind.Output, copy.Output));
        return new(aliases, places, [.. copies]) { IsBetweenLayers = isBetweenLayers };
    }

    private static void PlaceOutputs(ModelSpec model, Aliases aliases, Place[] places, bool isBetweenLayers)
    {
        for (var output = 0; output < model.Outputs.Count; output++)
        {
            var root = aliases.RootOf(model.Outputs[output].Value);
            if (places[root].Kind == PlaceKind.None && (isBetweenLayers || !IsOutside(model.TypeOf(root))))
                places[root] = new(PlaceKind.Output, output);
        }
    }

    /// <summary>Whether an input of such a type has a place of its own between layers: there it is another in memory, or has fewer numbers, than in the caller's.</summary>
    private static bool IsInside(TensorType type) => type.DType is DType.Float16 or DType.BFloat16;

    /// <summary>Whether an output of such a type is another in the caller's memory than between layers.</summary>
    private static bool IsOutside(TensorType type) => type.DType.AtBorder() != type.DType.BetweenLayers();

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
        // What is copied to an output at the end.
        foreach (var output in model.Outputs)
            last[aliases.RootOf(output.Value)] = model.Calls.Count;
        return last;
    }
}

/// <summary>An output to be copied at the end of a forward pass.</summary>
/// <param name="Output">Number of the output.</param>
/// <param name="Value">Number of the value, which has memory of its own: an input, another output, or one of another type in the caller's memory.</param>
internal sealed record OutputCopy(int Output, int Value);
