namespace GenNet.Kernels;

/// <summary>What a kind of recurrent layer does at a step, for some batch rows whose memory it knows. Rows are counted from 0.</summary>
internal unsafe interface IRecurrentCell
{
    /// <summary>Before the first step: products of the input at all timesteps, first states.</summary>
    void Begin(int rows);

    /// <summary>At the begin of a step: products of all rows' states.</summary>
    void Multiply(int rows, int step);

    /// <summary>A step of one row.</summary>
    void Step(int row, int step);

    /// <summary>A step of one row that doesn't count: states stay.</summary>
    void Skip(int row, int step);

    /// <summary>The state after a step that is the step's output.</summary>
    float* StateAfter(int row, int step);
}

/// <summary>What it does at a step of the backward pass, which goes from the last step to the first.</summary>
internal unsafe interface IRecurrentCellBackward
{
    /// <summary>Before the last step: gradients of the last states.</summary>
    void Begin(int rows);

    /// <summary>Gradient of the row's state that is the step's output: after the step, and once the step is done before it.</summary>
    float* StateGradient(int row);

    /// <summary>A step of one row: gradients after it become those of its gates, and of what of the states before it doesn't go through products.</summary>
    void Step(int row, int step);

    /// <summary>A step of one row that doesn't count: gradients of states stay.</summary>
    void Skip(int row, int step);

    /// <summary>At the end of a step: gradients through the products of all rows' states.</summary>
    void Multiply(int rows, int step);

    /// <summary>After the first step: gradients of the first states.</summary>
    void End(int rows);
}
