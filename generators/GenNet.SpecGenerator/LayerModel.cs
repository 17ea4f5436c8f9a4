using GenNet.Specs;

namespace GenNet.SpecGenerator;

/// <summary>A layer attribute, or a base that several share. Structurally equal, so that an edit elsewhere emits nothing.</summary>
/// <param name="Kind">Keras' class name: the attribute's without <c>Attribute</c>.</param>
/// <param name="IsAbstract">Whether it is only a base: then it has no spec.</param>
/// <param name="Arguments">Its properties in declared order, those of its bases after its own.</param>
/// <param name="Weights">Weights with an initializer and penalties, those of its bases after its own.</param>
/// <param name="OwnWeights">How many of <paramref name="Weights"/> it declares itself.</param>
/// <param name="IsWrapper">Whether such a layer holds others.</param>
internal sealed record LayerModel(
    string Kind, bool IsAbstract, EquatableArray<ArgumentModel> Arguments, EquatableArray<WeightModel> Weights, int OwnWeights, bool IsWrapper);

/// <summary>A weight that has an initializer and penalties.</summary>
/// <param name="Property">Name of the spec's property, and how the attribute's begin.</param>
/// <param name="Name">How Keras' arguments begin: <c>kernel</c>, <c>recurrent</c>.</param>
/// <param name="Initializer">Member of <c>Initializer</c>: the default.</param>
internal sealed record WeightModel(string Property, string Name, string Initializer);
