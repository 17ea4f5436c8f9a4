namespace GenNet;

/// <summary>What a model's class is in Keras: by it Keras 3 names the groups of weight files. Names, shapes and numbers don't depend on it.</summary>
public enum KerasForm
{
    /// <summary>
    /// Sequential without <c>Forward</c>, Functional with one; of a class with weights of its own (<see cref="VariableAttribute"/>) <see cref="Subclassed"/>, as Keras' other models have none.
    /// </summary>
    Automatic,

    /// <summary>A model of the Functional API: its layers are called by class and place, <c>layers/dense_1</c>.</summary>
    Functional,

    /// <summary>
    /// A class derived from <c>keras.Model</c>: its layers are called by the attributes that hold them, <c>encoder</c>; those of attributes that sort behind the word <c>layers</c>, and of private ones,
    /// by class and place, <c>layers/dense_1</c>.
    /// </summary>
    Subclassed,

    /// <summary>A class derived from <c>keras.layers.Layer</c>, as a layer of another model: all its layers are called by their attributes.</summary>
    Layer,
}
