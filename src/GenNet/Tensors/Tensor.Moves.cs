using GenNet.Specs;

namespace GenNet;

// Elements at other places, and products.
public sealed partial class Tensor
{
    /// <summary>Parts of the tensor, as C# and Python take them: <c>x[.., 1..3]</c>. The first axis is the batch: <c>..</c>.</summary>
    /// <exception cref="ArgumentException">They don't fit the tensor.</exception>
    public Tensor this[params ReadOnlySpan<TensorIndex> items]
    {
        get
        {
            var (graph, key) = (new TensorGraph(), new SliceItem[items.Length]);
            for (var i = 0; i < key.Length; i++)
                key[i] = items[i].Item;
            return Fit(() => graph[graph.Add(new GetItemSpec(key.ToEquatableArray()), graph.Add(this))]);
        }
    }

    /// <summary>Axes in another order, the batch, 0, first. Keras: <c>keras.ops.transpose</c>.</summary>
    public static Tensor Transpose(Tensor x, params ReadOnlySpan<int> axes) => Run("Transpose", ("x", x), ("axes", axes.ToArray()));

    /// <summary>Two axes exchanged. Keras: <c>keras.ops.swapaxes</c>.</summary>
    public static Tensor Swapaxes(Tensor x, int axis1, int axis2) => Run("Swapaxes", ("x", x), ("axis1", axis1), ("axis2", axis2));

    /// <summary>An axis at another place. Keras: <c>keras.ops.moveaxis</c>.</summary>
    public static Tensor Moveaxis(Tensor x, int source, int destination) => Run("Moveaxis", ("x", x), ("source", source), ("destination", destination));

    /// <summary>Axes at other places. Keras: <c>keras.ops.moveaxis</c>.</summary>
    public static Tensor Moveaxis(Tensor x, ReadOnlySpan<int> source, ReadOnlySpan<int> destination) =>
        Run("Moveaxis", ("x", x), ("source", source.ToArray()), ("destination", destination.ToArray()));

    /// <summary>The same values in another shape, which begins with −1, the batch; one other size may be −1, what remains. Keras: <c>keras.ops.reshape</c>.</summary>
    public static Tensor Reshape(Tensor x, params ReadOnlySpan<int> newshape) => Run("Reshape", ("x", x), ("newshape", newshape.ToArray()));

    /// <summary>A new axis of size 1. Keras: <c>keras.ops.expand_dims</c>.</summary>
    public static Tensor ExpandDims(Tensor x, int axis) => Run("ExpandDims", ("x", x), ("axis", axis));

    /// <summary>New axes of size 1, numbered as in the result. Keras: <c>keras.ops.expand_dims</c>.</summary>
    public static Tensor ExpandDims(Tensor x, ReadOnlySpan<int> axis) => Run("ExpandDims", ("x", x), ("axis", axis.ToArray()));

    /// <summary>Without all axes of size 1. Keras: <c>keras.ops.squeeze</c>.</summary>
    public static Tensor Squeeze(Tensor x) => Run("Squeeze", ("x", x));

    /// <summary>Without some axes of size 1. Keras: <c>keras.ops.squeeze</c>.</summary>
    public static Tensor Squeeze(Tensor x, ReadOnlySpan<int> axis) => Run("Squeeze", ("x", x), ("axis", axis.ToArray()));

    /// <summary>Without an axis of size 1. Keras: <c>keras.ops.squeeze</c>.</summary>
    public static Tensor Squeeze(Tensor x, int axis) => Run("Squeeze", ("x", x), ("axis", axis));

    /// <summary>Each element so many times along an axis. Keras: <c>keras.ops.repeat</c>.</summary>
    public static Tensor Repeat(Tensor x, int repeats, int axis) => Run("Repeat", ("x", x), ("repeats", repeats), ("axis", axis));

    /// <summary>Each element its own number of times along an axis. Keras: <c>keras.ops.repeat</c>.</summary>
    public static Tensor Repeat(Tensor x, ReadOnlySpan<int> repeats, int axis) => Run("Repeat", ("x", x), ("repeats", repeats.ToArray()), ("axis", axis));

    /// <summary>The whole so many times along each axis, once along the batch. Keras: <c>keras.ops.tile</c>.</summary>
    public static Tensor Tile(Tensor x, params ReadOnlySpan<int> repeats) => Run("Tile", ("x", x), ("repeats", repeats.ToArray()));

    /// <summary>An axis backwards. Keras: <c>keras.ops.flip</c>.</summary>
    public static Tensor Flip(Tensor x, int axis) => Run("Flip", ("x", x), ("axis", axis));

    /// <summary>Several axes backwards. Keras: <c>keras.ops.flip</c>.</summary>
    public static Tensor Flip(Tensor x, ReadOnlySpan<int> axis) => Run("Flip", ("x", x), ("axis", axis.ToArray()));

    /// <summary>Elements so many places on along an axis, the last ones in front. Keras: <c>keras.ops.roll</c>.</summary>
    public static Tensor Roll(Tensor x, int shift, int axis) => Run("Roll", ("x", x), ("shift", shift), ("axis", axis));

    /// <summary>The same along several axes. Keras: <c>keras.ops.roll</c>.</summary>
    public static Tensor Roll(Tensor x, ReadOnlySpan<int> shift, ReadOnlySpan<int> axis) => Run("Roll", ("x", x), ("shift", shift.ToArray()), ("axis", axis.ToArray()));

    /// <summary>More elements before and behind each axis: constants, or by <paramref name="mode"/> the tensor's own. Keras: <c>keras.ops.pad</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="padWidth">How many before and behind each axis, none of the batch: <c>[[0, 0], [1, 2]]</c>.</param>
    /// <param name="mode">constant, reflect, symmetric, edge or wrap.</param>
    /// <param name="constantValues">The constant.</param>
    public static Tensor Pad(Tensor x, int[][] padWidth, string mode = "constant", double constantValues = 0) =>
        Run("Pad", ("x", x), ("pad_width", padWidth.SelectMany(static pair => pair).ToArray()), ("mode", mode), ("constant_values", constantValues));

    /// <summary>Axes of size 1 repeated to a shape, the batch, which stays, in front. Keras: <c>keras.ops.broadcast_to</c>.</summary>
    public static Tensor BroadcastTo(Tensor x, params ReadOnlySpan<int> shape) => Run("BroadcastTo", ("x", x), ("shape", shape.ToArray()));

    /// <summary>Elements of an axis by their numbers. Keras: <c>keras.ops.take</c>.</summary>
    public static Tensor Take(Tensor x, ReadOnlySpan<int> indices, int axis) => Run("Take", ("x", x), ("indices", indices.ToArray()), ("axis", axis));

    /// <summary>Tensors of one shape along a new axis. Keras: <c>keras.ops.stack</c>.</summary>
    public static Tensor Stack(ReadOnlySpan<Tensor> x, int axis = 1) => Run("Stack", ("x", x.ToArray()), ("axis", axis));

    /// <summary>Equal parts of an axis. Keras: <c>keras.ops.split</c>.</summary>
    public static TensorParts Split(Tensor x, int indicesOrSections, int axis = -1) => new(RunMany("Split", ("x", x), ("indices_or_sections", indicesOrSections), ("axis", axis)));

    /// <summary>Parts of an axis by the numbers where they begin, but the first. Keras: <c>keras.ops.split</c>.</summary>
    public static TensorParts Split(Tensor x, ReadOnlySpan<int> indicesOrSections, int axis = -1) => new(RunMany("Split", ("x", x), ("indices_or_sections", indicesOrSections.ToArray()), ("axis", axis)));

    /// <summary>Parts of an axis, of which the first are longer by one where the number doesn't divide it. Keras: <c>keras.ops.array_split</c>.</summary>
    public static TensorParts ArraySplit(Tensor x, int indicesOrSections, int axis = -1) => new(RunMany("ArraySplit", ("x", x), ("indices_or_sections", indicesOrSections), ("axis", axis)));

    /// <summary>Tensors one after another along axis 1. Keras: <c>keras.ops.hstack</c>.</summary>
    public static Tensor Hstack(ReadOnlySpan<Tensor> xs) => Run("Hstack", ("xs", xs.ToArray()));

    /// <summary>Tensors one after another along axis 2, which tensors of two axes get. Keras: <c>keras.ops.dstack</c>.</summary>
    public static Tensor Dstack(ReadOnlySpan<Tensor> xs) => Run("Dstack", ("xs", xs.ToArray()));

    /// <summary>A tensor behind another along an axis. Keras: <c>keras.ops.append</c>.</summary>
    public static Tensor Append(Tensor x1, Tensor x2, int axis) => Run("Append", ("x1", x1), ("x2", x2), ("axis", axis));

    /// <summary>All elements of an axis, which is left out. Keras: <c>keras.ops.unstack</c>.</summary>
    public static TensorParts Unstack(Tensor x, int axis = 1) => new(RunMany("Unstack", ("x", x), ("axis", axis)));

    /// <summary>The matrix product of the last two axes: (…, m, k) · (…, k, n). Keras: <c>keras.ops.matmul</c>.</summary>
    public static Tensor MatMul(Tensor x1, Tensor x2) => Run("MatMul", ("x1", x1), ("x2", x2));

    /// <summary>An Einstein summation, <c>bij,bjk->bik</c>, the batch first. Keras: <c>keras.ops.einsum</c>.</summary>
    public static Tensor Einsum(string subscripts, params ReadOnlySpan<Tensor> operands) => Run("Einsum", ("subscripts", subscripts), ("operands", operands.ToArray()));

    /// <summary>Another type; real numbers become whole ones towards 0. Keras: <c>keras.ops.cast</c>.</summary>
    public static Tensor Cast(Tensor x, DType dtype) => Run("Cast", ("x", x), ("dtype", dtype));

    /// <summary>A vector for each whole number, 1 at its place. Keras: <c>keras.ops.one_hot</c>.</summary>
    public static Tensor OneHot(Tensor x, int numClasses, int axis = -1) => Run("OneHot", ("x", x), ("num_classes", numClasses), ("axis", axis));

    /// <summary>A tensor of zeros of the same shape. Keras: <c>keras.ops.zeros_like</c>.</summary>
    public static Tensor ZerosLike(Tensor x) => Run("ZerosLike", ("x", x));

    /// <summary>A tensor of ones of the same shape. Keras: <c>keras.ops.ones_like</c>.</summary>
    public static Tensor OnesLike(Tensor x) => Run("OnesLike", ("x", x));

    /// <summary>A tensor of one number of the same shape. Keras: <c>keras.ops.full_like</c>.</summary>
    public static Tensor FullLike(Tensor x, double fillValue) => Run("FullLike", ("x", x), ("fill_value", fillValue));

    /// <summary>Elements whose places along two axes differ by <paramref name="offset"/>, as a last axis in place of both. Keras: <c>keras.ops.diagonal</c>.</summary>
    public static Tensor Diagonal(Tensor x, int offset = 0, int axis1 = 0, int axis2 = 1) => Run("Diagonal", ("x", x), ("offset", offset), ("axis1", axis1), ("axis2", axis2));

    /// <summary>The sum of a diagonal. Keras: <c>keras.ops.trace</c>.</summary>
    public static Tensor Trace(Tensor x, int offset = 0, int axis1 = 0, int axis2 = 1) => Run("Trace", ("x", x), ("offset", offset), ("axis1", axis1), ("axis2", axis2));

    /// <summary>Differences of neighbours along an axis, so many times. Keras: <c>keras.ops.diff</c>.</summary>
    public static Tensor Diff(Tensor a, int n = 1, int axis = -1) => Run("Diff", ("a", a), ("n", n), ("axis", axis));

    /// <summary>Axis 1 backwards. Keras: <c>keras.ops.fliplr</c>.</summary>
    public static Tensor Fliplr(Tensor x) => Run("Fliplr", ("x", x));

    /// <summary>Matrices of the last two axes with 0 above a diagonal. Keras: <c>keras.ops.tril</c>.</summary>
    public static Tensor Tril(Tensor x, int k = 0) => Run("Tril", ("x", x), ("k", k));

    /// <summary>Matrices of the last two axes with 0 below a diagonal. Keras: <c>keras.ops.triu</c>.</summary>
    public static Tensor Triu(Tensor x, int k = 0) => Run("Triu", ("x", x), ("k", k));

    /// <summary>The same values without the mask that flows with them, as what <c>keras.ops</c> yields.</summary>
    public static Tensor WithoutMask(Tensor x) => Run("WithoutMask", ("x", x));

    /// <summary>The same values, through which no gradient goes. Keras: <c>keras.ops.stop_gradient</c>.</summary>
    public static Tensor StopGradient(Tensor variable) => Run("StopGradient", ("variable", variable));
}
