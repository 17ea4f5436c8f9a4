using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Planning;

/// <summary>Values that are the memory of another one, as the output of Flatten, or of Dropout at inference.</summary>
internal sealed class Aliases
{
    private readonly int[] _roots;

    private Aliases(int[] roots) => _roots = roots;

    /// <summary>At inference.</summary>
    public static Aliases AtInference(ModelSpec model) => Of(model, static identity => identity != Identity.Never);

    /// <summary>In training.</summary>
    public static Aliases InTraining(ModelSpec model) => Of(model, static identity => identity == Identity.Always);

    /// <summary>The value whose memory <paramref name="value"/> is: itself unless it is an alias.</summary>
    public int RootOf(int value) => _roots[value];

    /// <summary>Whether <paramref name="value"/> has no memory of its own.</summary>
    public bool IsAlias(int value) => _roots[value] != value;

    private static Aliases Of(ModelSpec model, Func<Identity, bool> isAlias)
    {
        var roots = new int[model.ValueCount];
        for (var value = 0; value < roots.Length; value++)
        {
            roots[value] = model.ProducerOf(value) is { } call && value == call.FirstValue && isAlias(call.Inferred.Identity)
                ? roots[call.Inputs[0]]
                : value;
        }
        return new(roots);
    }
}
